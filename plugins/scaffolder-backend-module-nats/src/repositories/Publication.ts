import { ActionContext } from '@backstage/plugin-scaffolder-node';
import { JsonObject } from '@backstage/types';

/** What is published, wherever it goes. */
export interface Publication {
  /** Folder of the workspace with the files, absolute. */
  source: string;
  /** The same as the workspace names it; blank means its root. */
  sourcePath: string | undefined;
  /** A new repository, or one that holds other files. */
  into: 'new' | 'existing';
  /** Of the commit; the title of a pull request. */
  message: string;
  /** Of a new repository, or of a pull request. */
  description: string;
  /** The catalog descriptor, by its path in the repository. */
  catalogInfoPath: string;
}

/** What publishing takes of the action that it is a part of. */
export type Task = Omit<ActionContext<JsonObject>, 'input' | 'output'>;

/** Where the files are now. */
export type Published = {
  /** The repository or the pull request, for people. */
  remoteUrl: string;
  /** On the backend's own disk; empty for a git host. */
  folder: string;
  /** Id of the commit, where it is known. */
  commit: string;
  /** False where all of it was there already. */
  created: boolean;
  /** True for a pull request: nothing of it counts before it is merged. */
  pending: boolean;
  /** The catalog descriptor, for the catalog. */
  catalogInfoUrl: string;
  /** What happened, in a sentence or a few. */
  message: string;
};
