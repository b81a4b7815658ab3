import { createMockDirectory } from '@backstage/backend-test-utils';
import { chmodSync, readFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import { exampleSpec } from './exampleSpec';
import { timeNatsCli } from './natsCli';

const login = { url: 'nats://127.0.0.1:4222', user: 'app', password: 'secret' };
const spec = exampleSpec(1, 2);

describe('timeNatsCli', () => {
  const folder = createMockDirectory();
  const { PATH } = process.env;

  afterEach(() => {
    process.env.PATH = PATH;
  });

  /** A tool that is found before any other of its name. */
  function install(script: string): void {
    folder.setContent({
      nats: `#!/bin/sh\n[ "$1" = --version ] && echo v0.3.0 && exit\n${script}\n`,
    });
    chmodSync(folder.resolve('nats'), 0o755);
    process.env.PATH = [folder.path, PATH].join(delimiter);
  }

  it('says that there is no such tool', async () => {
    folder.setContent({});
    process.env.PATH = folder.path;
    expect(await timeNatsCli(spec, login)).toEqual({ reason: 'not installed' });
  });

  it('runs it for each stream and consumer, from a file', async () => {
    install(
      `cd ${folder.path}; echo "$@" >>calls; for each; do case $each in *.json) cat "$each" >>configs; esac; done`,
    );
    expect(await timeNatsCli(spec, login)).toEqual({
      version: 'v0.3.0',
      millisecondsEach: expect.any(Number),
    });
    const calls = readFileSync(folder.resolve('calls'), 'utf8').split('\n');
    expect(calls.map(call => call.split(' --config')[0])).toEqual([
      'stream add S0',
      'consumer add S0 c0',
      'consumer add S0 c1',
      '',
    ]);
    expect(calls[0]).toMatch(
      / --server nats:\/\/127.0.0.1:4222 --user app --password secret$/,
    );
    expect(readFileSync(folder.resolve('configs'), 'utf8')).toContain(
      '"durable_name":"c1"',
    );
  });

  it('says why it knows nothing where the tool fails', async () => {
    install('echo broken >&2; exit 1');
    expect(await timeNatsCli(spec, login)).toEqual({
      version: 'v0.3.0',
      reason: expect.stringMatching(/^it failed: .*broken/s),
    });
  });
});
