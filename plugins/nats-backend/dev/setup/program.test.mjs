// @ts-check
import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { ensureKustomize } from './kustomize.mjs';
import { ensureOldNatsServer } from './oldNatsServer.mjs';

describe(
  'programs that only tests use',
  { skip: process.platform === 'win32' },
  () => {
    const { KUSTOMIZE, NATS_SERVER_2_10, PATH } = process.env;
    /** @type {string} */
    let folder;

    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'set-up-'));
    });
    after(() => rm(folder, { recursive: true, force: true }));
    afterEach(() => {
      Object.assign(process.env, { PATH });
      for (const [name, value] of Object.entries({
        KUSTOMIZE,
        NATS_SERVER_2_10,
      })) {
        if (value === undefined) {
          delete process.env[name];
        } else {
          process.env[name] = value;
        }
      }
    });

    /**
     * @param {string} name
     * @param {string} output - what it prints
     */
    async function fake(name, output) {
      const path = join(folder, name);
      await writeFile(path, `#!/bin/sh\necho '${output}'\n`);
      await chmod(path, 0o755);
      return path;
    }

    it('an old NATS server is no newer one', async () => {
      process.env.NATS_SERVER_2_10 = await fake('old', 'nats-server: v2.10.27');
      assert.equal((await ensureOldNatsServer(folder)).version, '2.10.27');
      process.env.NATS_SERVER_2_10 = await fake('new', 'nats-server: v2.15.1');
      await assert.rejects(
        ensureOldNatsServer(folder),
        /NATS_SERVER_2_10 is set .*\n.*new is version 2\.15\.1 and not 2\.10/,
      );
    });

    it('kustomize is taken from the PATH, and from KUSTOMIZE before', async () => {
      delete process.env.KUSTOMIZE;
      process.env.PATH = join(await fake('kustomize', 'v5.0.0'), '..');
      assert.deepEqual(await ensureKustomize(folder), {
        path: join(folder, 'kustomize'),
        version: 'v5.0.0',
        from: 'PATH',
      });
      process.env.KUSTOMIZE = await fake('mine', '(devel)');
      assert.equal((await ensureKustomize(folder)).from, 'KUSTOMIZE');
    });

    it('each says what to do where nothing can fetch it', async () => {
      delete process.env.KUSTOMIZE;
      delete process.env.NATS_SERVER_2_10;
      process.env.PATH = join(folder, 'empty');
      await assert.rejects(
        ensureKustomize(folder),
        /set KUSTOMIZE to its path/,
      );
      await assert.rejects(
        ensureOldNatsServer(folder),
        /set NATS_SERVER_2_10 to its path/,
      );
    });
  },
);
