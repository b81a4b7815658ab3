// @ts-check
import assert from 'node:assert/strict';
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { aptDistribution } from './aptPackage.mjs';
import { findOnPath } from './findOnPath.mjs';
import { ensureNatsServer } from './natsServer.mjs';
import { isRecentEnough, parseNatsVersion } from './natsVersion.mjs';

describe('parseNatsVersion', () => {
  it('reads releases and previews', () => {
    assert.equal(parseNatsVersion('nats-server: v2.15.1\n'), '2.15.1');
    assert.equal(parseNatsVersion('nats-server: 2.12.0-RC.2'), '2.12.0-RC.2');
    assert.equal(parseNatsVersion('v20.19.0'), undefined);
  });
});

describe('isRecentEnough', () => {
  it('holds from 2.10 on', () => {
    assert.deepEqual(
      ['1.4.1', '2.9.25', '2.10.0', '2.15.1', '3.0.0'].filter(isRecentEnough),
      ['2.10.0', '2.15.1', '3.0.0'],
    );
  });
});

describe('ensureNatsServer', { skip: process.platform === 'win32' }, () => {
  const { NATS_SERVER, PATH } = process.env;
  /** @type {string} */
  let root;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'set-up-'));
  });
  after(() => rm(root, { recursive: true, force: true }));
  afterEach(() => {
    process.env.PATH = PATH;
    setOrDelete('NATS_SERVER', NATS_SERVER);
  });

  /**
   * @param {string} name
   * @param {string | undefined} value
   */
  function setOrDelete(name, value) {
    if (value === undefined) {
      delete process.env[name];
    } else {
      process.env[name] = value;
    }
  }

  /**
   * @param {string} folder
   * @param {string} version
   */
  async function fakeServer(folder, version) {
    await mkdir(join(root, folder), { recursive: true });
    const path = join(root, folder, 'nats-server');
    await writeFile(path, `#!/bin/sh\necho nats-server: v${version}\n`);
    await chmod(path, 0o755);
    return path;
  }

  it('takes NATS_SERVER before everything else', async () => {
    process.env.NATS_SERVER = await fakeServer('chosen', '2.11.3');
    process.env.PATH = join(await fakeServer('path', '2.12.0'), '..');
    assert.deepEqual(await ensureNatsServer(root), {
      path: join(root, 'chosen', 'nats-server'),
      version: '2.11.3',
      from: 'NATS_SERVER',
    });
  });

  it('does not look further when NATS_SERVER cannot be used', async () => {
    process.env.NATS_SERVER = await fakeServer('old', '2.9.10');
    await assert.rejects(
      ensureNatsServer(root),
      /NATS_SERVER is set .*\n.*old\/nats-server is version 2\.9\.10; 2\.10 or newer is needed/,
    );
    process.env.NATS_SERVER = join(root, 'nowhere');
    await assert.rejects(
      ensureNatsServer(root),
      /NATS_SERVER is set .*\n.*nowhere/,
    );
  });

  it('prefers the PATH to an earlier download, unless it is too old', async () => {
    delete process.env.NATS_SERVER;
    const fetched = await fakeServer('.local/nats-server', '2.14.0');
    const onPath = await fakeServer('path', '2.12.0');
    process.env.PATH = join(onPath, '..');
    assert.equal((await ensureNatsServer(root)).path, onPath);

    await fakeServer('path', '2.9.10');
    assert.deepEqual(await ensureNatsServer(root), {
      path: fetched,
      version: '2.14.0',
      from: 'an earlier download',
    });
  });

  it('says how to install one where nothing can fetch it', async () => {
    delete process.env.NATS_SERVER;
    await rm(join(root, '.local'), { recursive: true, force: true });
    process.env.PATH = join(root, 'empty');
    await assert.rejects(
      ensureNatsServer(root),
      /no NATS server 2\.10 or newer(.|\n)*Linux(.|\n)*macOS(.|\n)*Windows/,
    );
  });

  it('fetches the newest package of the distribution, and leaves nothing else', async t => {
    const path = '/usr/bin:/bin';
    if (!(await aptDistribution()) || findOnPath('nats-server', path)) {
      t.skip('neither Debian nor Ubuntu, or the server is installed');
      return;
    }
    delete process.env.NATS_SERVER;
    process.env.PATH = path;
    await rm(join(root, '.local'), { recursive: true, force: true });
    const server = await ensureNatsServer(root);
    assert.equal(server.from, 'the distribution');
    assert.deepEqual(await readdir(join(root, '.local', 'nats-server')), [
      'nats-server',
    ]);
    assert.equal((await ensureNatsServer(root)).from, 'an earlier download');
  });
});
