/** What makes the command fail. */
export const FAIL_ON = ['error', 'warning', 'never'] as const;

/** How findings are printed. */
export const FORMATS = ['text', 'json'] as const;

/** What the command line asks for. */
export interface Command {
  /** The repository, or a part of it. */
  folder: string;
  failOn: (typeof FAIL_ON)[number];
  format: (typeof FORMATS)[number];
  /** Ids of rules whose findings are left out. */
  ignore: string[];
}
