import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { portalFolder } from './folders';

const file = join(portalFolder, 'running.json');

/** A portal that runs on this checkout. */
export interface RunningPortal {
  pid: number;
  url: string;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The portal that runs on this checkout, or `undefined`. */
export async function runningPortal(): Promise<RunningPortal | undefined> {
  try {
    const running: RunningPortal = JSON.parse(await readFile(file, 'utf8'));
    return isAlive(running.pid) ? running : undefined;
  } catch {
    return undefined;
  }
}

/** Says that this process is the portal. */
export async function markRunning(url: string): Promise<void> {
  await mkdir(portalFolder, { recursive: true });
  await writeFile(file, JSON.stringify({ pid: process.pid, url }));
}

/** Takes the mark away. */
export async function unmarkRunning(): Promise<void> {
  await rm(file, { force: true });
}
