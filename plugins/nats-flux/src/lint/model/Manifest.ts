import { ParsedDocuments } from './ParsedText';

/** An object of Kubernetes in a file of the repository. */
export interface Manifest {
  /** The file's path in the repository. */
  file: string;
  /** The file's documents, for those who look where in them something stands. */
  parsed: () => ParsedDocuments;
  /** Which of the documents it is. */
  index: number;
  /** The part of apiVersion before the slash, empty for Kubernetes' own. */
  group: string;
  /** The part of apiVersion after the slash. */
  version: string;
  kind: string;
  name: string;
  /** Where it will live, as far as the repository says. */
  namespace: string | undefined;
  /** The object as plain data. */
  data: Record<string, unknown>;
}
