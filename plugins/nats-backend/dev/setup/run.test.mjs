// @ts-check
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const RUN = fileURLToPath(new URL('./run.mjs', import.meta.url));

/** @param {string} script - that the started command runs */
function run(script) {
  return spawn(process.execPath, [RUN, 'node', '-e', script], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

describe('run', { skip: process.platform === 'win32' }, () => {
  it('hands the server to the command and ends with its exit code', async () => {
    const child = run('console.log(process.env.NATS_SERVER); process.exit(7)');
    const [chunk] = await once(child.stdout, 'data');
    assert.match(String(chunk), /nats-server/);
    const [code] = await once(child, 'exit');
    assert.equal(code, 7);
  });

  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
    it(`passes ${signal} on and waits for the command to clean up`, async () => {
      const child = run(
        `process.on('${signal}', () => setTimeout(() => process.exit(3), 100));
         setInterval(() => {}, 1000); console.log('ready')`,
      );
      await once(child.stdout, 'data');
      child.kill(signal);
      const [code] = await once(child, 'exit');
      assert.equal(code, 3);
    });
  }
});
