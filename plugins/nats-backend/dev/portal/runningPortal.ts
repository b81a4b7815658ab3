import { spawnSync } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { portalConfigFile, portalFolder } from './folders';
import { Part } from './Part';

const file = join(portalFolder, 'running.json');

/** A portal that runs on this checkout. */
export interface RunningPortal {
  pid: number;
  url: string;
  /** Process groups of its parts, which outlive a portal that was killed. */
  parts: number[];
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function readMark(): Promise<RunningPortal | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** The portal that runs on this checkout, or `undefined`. */
export async function runningPortal(): Promise<RunningPortal | undefined> {
  const running = await readMark();
  return running && isAlive(running.pid) ? running : undefined;
}

/** Says that this process is the portal. */
export async function markRunning(
  url: string,
  parts: readonly Part[] = [],
): Promise<void> {
  await mkdir(portalFolder, { recursive: true });
  const mark: RunningPortal = {
    pid: process.pid,
    url,
    parts: parts.flatMap(({ pid }) => pid ?? []),
  };
  await writeFile(file, JSON.stringify(mark));
}

/** Takes the mark away. */
export async function unmarkRunning(): Promise<void> {
  await rm(file, { force: true });
}

/** Ends the parts of a portal that was killed and could not end them itself. */
export async function endLeftovers(): Promise<void> {
  const { parts = [] } = (await readMark()) ?? {};
  for (const pid of parts) {
    const { stdout } = spawnSync('ps', ['-o', 'args=', '-p', String(pid)], {
      encoding: 'utf8',
    });
    // The number may be another process's by now; only our parts name this file.
    if (stdout?.includes(portalConfigFile)) {
      process.kill(-pid, 'SIGKILL');
    }
  }
}
