export interface Config {
  nats?: {
    repositories?: {
      /**
       * Folder for repositories on the backend's own disk, for portals without a
       * git host. A relative path starts at the backend's working directory.
       * Without it nats:repository:publish publishes on git hosts only.
       */
      directory?: string;
    };
  };
}
