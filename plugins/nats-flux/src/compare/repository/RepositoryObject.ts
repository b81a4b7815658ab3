import { Tree } from './tree';

/** An object of Kubernetes as a repository holds it. */
export interface RepositoryObject {
  file: string;
  /** API group, e.g. `helm.toolkit.fluxcd.io`; empty for the core. */
  group: string;
  kind: string;
  name: string;
  /** As the kustomization.yaml beside it says, else as it says itself; empty for neither. */
  namespace: string;
  /** The whole object, plain data. */
  content: Tree;
}

/** The same object in two states of a repository. */
export interface ObjectPair {
  before: RepositoryObject;
  after: RepositoryObject;
}

/** What became of the objects of a kind. */
export interface Paired {
  pairs: ObjectPair[];
  removed: RepositoryObject[];
  added: RepositoryObject[];
}
