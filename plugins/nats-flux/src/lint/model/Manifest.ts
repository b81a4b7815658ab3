import { Document, LineCounter } from 'yaml';

/** An object of Kubernetes in a file of the repository. */
export interface Manifest {
  /** The file's path in the repository. */
  file: string;
  document: Document.Parsed;
  lines: LineCounter;
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
