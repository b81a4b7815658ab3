import { RepositoryFinding, UnreadFile } from '@nats-portal/plugin-nats-flux';

/** What is known of a folder after it was checked; `--format json` prints it. */
export interface Report {
  /** The folder, as it was asked for. */
  folder: string;
  /** Count of objects and patches. */
  objects: number;
  /** Count of findings that are errors. */
  errors: number;
  /** Count of findings that are warnings. */
  warnings: number;
  /** In the order of files and lines; files are paths below the folder. */
  findings: RepositoryFinding[];
  /** What could not be looked into. */
  unread: UnreadFile[];
}
