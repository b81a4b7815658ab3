export interface Config {
  nats?: {
    /**
     * The platform team's file of defaults: what a blank field of the form
     * means, for all clusters and for each. A path relative to the working
     * directory of the backend, an absolute path, or a URL of a configured
     * integration. Read at each use.
     */
    defaults?: string;

    /**
     * The repository that generating starts from: a folder, as a path or as a
     * URL, like `defaults`. Read at each use.
     */
    skeleton?: string;

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
