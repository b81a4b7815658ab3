// @ts-check
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { dependencyWork, ensureDependencies } from './dependencies.mjs';

describe('dependencyWork', () => {
  const wanted = { lock: 'new', abi: '115' };
  const old = { lock: 'old', abi: '115' };
  const otherNode = { lock: 'new', abi: '127' };

  /** @type {[string, { lock: string, abi: string } | undefined, boolean, string][]} */
  const cases = [
    ['nothing was installed', undefined, false, 'install'],
    ['the lock file changed', old, false, 'install'],
    [
      'both the lock file and Node changed',
      { lock: 'old', abi: '127' },
      false,
      'install',
    ],
    ['nothing changed', wanted, true, 'nothing'],
    ['only the time of the lock file changed', wanted, false, 'nothing'],
    ['another Node compiled the addons', otherNode, true, 'rebuild'],
    ['npm install was run by hand, first', undefined, true, 'accept'],
    ['npm install was run by hand, later', old, true, 'accept'],
  ];
  for (const [situation, stamp, installedAfterLock, work] of cases) {
    it(`is ${work} when ${situation}`, () => {
      assert.equal(dependencyWork({ wanted, stamp, installedAfterLock }), work);
    });
  }
});

describe('ensureDependencies', () => {
  const lock = {
    name: 'nothing',
    version: '1.0.0',
    lockfileVersion: 3,
    requires: true,
    packages: { '': { name: 'nothing', version: '1.0.0' } },
  };
  /** @type {string} */
  let root;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'set-up-'));
    await writeFile(
      join(root, 'package.json'),
      JSON.stringify({ name: 'nothing', version: '1.0.0', private: true }),
    );
    await writeFile(join(root, 'package-lock.json'), JSON.stringify(lock));
  });
  after(() => rm(root, { recursive: true, force: true }));

  it('says which command failed and why', async () => {
    const manifest = join(root, 'package.json');
    const good = await readFile(manifest);
    await writeFile(manifest, '{');
    await assert.rejects(
      ensureDependencies(root),
      /"npm install" ended with code 1\nnpm error code /,
    );
    await writeFile(manifest, good);
  });

  it('installs once, and again when the lock file changed', async () => {
    /** @type {string[]} */
    const started = [];
    const ensure = () => ensureDependencies(root, work => started.push(work));

    assert.equal(await ensure(), 'install');
    assert.equal(await ensure(), 'nothing');

    await writeFile(
      join(root, 'package-lock.json'),
      JSON.stringify(lock, null, 2),
    );
    const later = new Date(Date.now() + 10_000);
    await utimes(join(root, 'package-lock.json'), later, later);
    assert.equal(await ensure(), 'install');
    assert.deepEqual(started, ['install', 'install']);
  });
});
