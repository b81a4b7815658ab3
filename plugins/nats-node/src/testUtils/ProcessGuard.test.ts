import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { dirname } from 'node:path';

jest.setTimeout(60_000);

const PARENT = `
const { startNatsServer } = require(${JSON.stringify(`${__dirname}/index.ts`)});
startNatsServer().then(({ ports, servers }) =>
  console.log(JSON.stringify({ port: ports.client[0], file: servers[0].configFile })),
);
`;

function isListening(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = createConnection({ host: '127.0.0.1', port });
    socket.on('error', () => resolve(false));
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}

describe('a process that starts servers and is killed', () => {
  it('takes its servers with it', async () => {
    const parent = spawn(
      process.execPath,
      ['--require', '@backstage/cli/config/nodeTransform.cjs', '-e', PARENT],
      { stdio: ['ignore', 'pipe', 'inherit'], env: process.env },
    );
    const [line] = await once(parent.stdout, 'data');
    const { port, file } = JSON.parse(String(line));
    expect(await isListening(port)).toBe(true);

    parent.kill('SIGKILL');
    const deadline = Date.now() + 10_000;
    while ((await isListening(port)) && Date.now() < deadline) {
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    expect(await isListening(port)).toBe(false);
    // A process that is killed cannot clear up.
    await rm(dirname(file), { recursive: true });
  });
});
