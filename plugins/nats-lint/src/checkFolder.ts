import {
  inspectRepository,
  readFolderToLint,
} from '@nats-portal/plugin-nats-flux';
import { Command } from './Command';
import { Report } from './Report';

/** What cannot be checked at all. The message is for people. */
export class NotCheckedError extends Error {}

async function read(folder: string) {
  try {
    return await readFolderToLint(folder);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') {
      throw new NotCheckedError(`there is no folder ${folder}`);
    }
    throw new NotCheckedError(
      code === 'ENOTDIR'
        ? `${folder} is no folder`
        : `${folder} cannot be read: ${message}`,
    );
  }
}

/** @throws NotCheckedError for a folder that is not there, or holds nothing of a repository */
export async function checkFolder({
  folder,
  ignore,
}: Pick<Command, 'folder' | 'ignore'>): Promise<Report> {
  const { files, unread } = await read(folder);
  const { findings, objects } = inspectRepository(files, { ignore });
  if (objects + findings.length + unread.length === 0) {
    // Silence would look like a repository without mistakes.
    throw new NotCheckedError(
      `${folder} is no repository of Flux: no YAML file below it holds an object of Kubernetes`,
    );
  }
  const countOf = (severity: string) =>
    findings.filter(finding => finding.severity === severity).length;
  return {
    folder,
    objects,
    errors: countOf('error'),
    warnings: countOf('warning'),
    findings,
    unread,
  };
}
