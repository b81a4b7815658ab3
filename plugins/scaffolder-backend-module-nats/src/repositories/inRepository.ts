import { createExclusive } from './exclusive';

/** Commits of two tasks into one repository on disk wait for each other; the key is its folder. */
export const inRepository = createExclusive();
