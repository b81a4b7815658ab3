import { Finding } from '@nats-portal/plugin-nats-common';

/**
 * One thing that is wrong with a repository, with the place of it.
 *
 * @public
 */
export interface RepositoryFinding extends Finding {
  /** The file, as its key in the repository. */
  file: string;
  /** The line in the file, from 1. */
  line: number;
  /** The column in the line, from 1. */
  column: number;
}
