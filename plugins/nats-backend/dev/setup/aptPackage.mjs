// @ts-check
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import {
  archiveSources,
  formatSource,
  parseDeb822Sources,
  parseOneLineSources,
} from './aptSources.mjs';
import { messageOf } from './messageOf.mjs';
import { runCommand } from './runCommand.mjs';

/** @typedef {import('./aptSources.mjs').AptSource} AptSource */

const UPDATE_TIMEOUT_MS = 120_000;
const DOWNLOAD_TIMEOUT_MS = 120_000;
const SHORT_TIMEOUT_MS = 30_000;

/**
 * Tells which distribution this machine runs.
 *
 * @returns {Promise<{ id: string, codename: string } | undefined>} undefined unless it is Debian or Ubuntu
 */
export async function aptDistribution() {
  const text = await readFile('/etc/os-release', 'utf8').catch(() => '');
  const value = (/** @type {string} */ name) =>
    new RegExp(`^${name}="?([^"\n]*)"?$`, 'm').exec(text)?.[1] ?? '';
  const id = value('ID');
  return ['debian', 'ubuntu'].includes(id)
    ? { id, codename: value('VERSION_CODENAME') }
    : undefined;
}

/**
 * Fetches a package of the distribution and unpacks it into a folder.
 * Uses apt's own download and signature checks, but lists, caches and sources
 * in that folder, so that nothing on the system changes and no rights are needed.
 *
 * @param {string} name - of the package
 * @param {string} folder - exists and is empty; the caller removes it
 * @param {import('./aptSources.mjs').ChooseSuite} chooseSuite - of the archive
 * @returns {Promise<string>} the folder that stands for `/` in the package
 * @throws {Error} when this is neither Debian nor Ubuntu, or no archive has the package
 */
export async function fetchAptPackage(name, folder, chooseSuite) {
  const release = await aptDistribution();
  if (!release) {
    throw new Error('this machine runs neither Debian nor Ubuntu');
  }
  const archives = archiveSources(await readAptSources(), release);
  if (archives.length === 0) {
    throw new Error(
      `apt's configuration names no archive for ${release.codename}`,
    );
  }
  const failures = [];
  for (const [index, archive] of archives.entries()) {
    const attempt = join(folder, String(index));
    try {
      const file = await download(
        name,
        chooseSuite(archive, release.id),
        attempt,
      );
      const unpacked = join(folder, 'unpacked');
      await runCommand('dpkg-deb', ['--extract', file, unpacked], {
        timeoutMs: SHORT_TIMEOUT_MS,
      });
      return unpacked;
    } catch (error) {
      failures.push(error);
    } finally {
      await rm(attempt, { recursive: true, force: true });
    }
  }
  throw new Error(failures.map(messageOf).join('\n'), { cause: failures[0] });
}

/**
 * Reads the archives that this machine's apt uses.
 *
 * @returns {Promise<AptSource[]>}
 * @throws {Error} when apt is not installed
 */
export async function readAptSources() {
  const shell = await runCommand(
    'apt-config',
    [
      'shell',
      'list',
      'Dir::Etc::sourcelist/f',
      'parts',
      'Dir::Etc::sourceparts/d',
    ],
    { timeoutMs: SHORT_TIMEOUT_MS },
  );
  const path = (/** @type {string} */ variable) =>
    new RegExp(`^${variable}='(.*)'$`, 'm').exec(shell)?.[1] ?? '';
  const parts = await readdir(path('parts')).catch(() => []);
  const files = [
    path('list'),
    ...parts.sort().map(part => join(path('parts'), part)),
  ];
  const sources = await Promise.all(files.map(readSourcesFile));
  return sources.flat();
}

/**
 * @param {string} file
 * @returns {Promise<AptSource[]>} none when there is no such file, or it is of no format that apt reads
 */
async function readSourcesFile(file) {
  const parse = {
    '.list': parseOneLineSources,
    '.sources': parseDeb822Sources,
  }[extname(file)];
  if (!parse) {
    return [];
  }
  return parse(await readFile(file, 'utf8').catch(() => ''));
}

/**
 * @param {string} name
 * @param {AptSource} source
 * @param {string} folder
 * @returns {Promise<string>} the package file
 */
async function download(name, source, folder) {
  const lists = join(folder, 'lists');
  const cache = join(folder, 'cache');
  const target = join(folder, 'package');
  const sourceList = join(folder, 'archive.sources');
  await Promise.all([
    mkdir(join(lists, 'partial'), { recursive: true }),
    mkdir(join(cache, 'archives', 'partial'), { recursive: true }),
    mkdir(target, { recursive: true }),
  ]);
  await writeFile(sourceList, formatSource(source));

  const settings = {
    'Dir::Etc::sourcelist': sourceList,
    'Dir::Etc::sourceparts': '-',
    'Dir::State::lists': lists,
    'Dir::Cache': cache,
    // Pins and a default release are about the system's own packages, and could hide this suite.
    'Dir::Etc::preferences': '-',
    'Dir::Etc::preferencesparts': '-',
    'APT::Default-Release': '',
    'Acquire::Languages': 'none',
    'Acquire::Retries': '2',
    // The user that apt downloads as cannot write here, and apt would warn about that.
    ...(process.getuid?.() === 0 && { 'APT::Sandbox::User': 'root' }),
  };
  const options = Object.entries(settings).flatMap(([key, value]) => [
    '-o',
    `${key}=${value}`,
  ]);

  // A hook of the machine can fail the update although the lists are there, so
  // what counts is whether the download works.
  /** @type {unknown} */
  let updateError;
  await runCommand('apt-get', ['update', ...options], {
    timeoutMs: UPDATE_TIMEOUT_MS,
  }).catch(error => {
    updateError = error;
  });
  try {
    await runCommand('apt-get', ['download', name, ...options], {
      cwd: target,
      timeoutMs: DOWNLOAD_TIMEOUT_MS,
    });
  } catch (error) {
    throw updateError ?? error;
  }
  const [file] = await readdir(target);
  return join(target, file);
}
