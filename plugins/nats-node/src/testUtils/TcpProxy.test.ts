import { once } from 'node:events';
import { createConnection, createServer, Server, Socket } from 'node:net';
import { TcpProxy } from './TcpProxy';

/** Says back what it is told. */
let echo: Server;
let proxy: TcpProxy;

beforeEach(async () => {
  echo = createServer(socket => {
    socket.on('error', () => {});
    socket.pipe(socket);
  });
  echo.listen(0, '127.0.0.1');
  await once(echo, 'listening');
  const address = echo.address();
  proxy = await TcpProxy.to(
    typeof address === 'object' && address ? address.port : 0,
  );
});

afterEach(async () => {
  await proxy.close();
  await new Promise(resolve => echo.close(resolve));
});

async function connectTo({ port }: TcpProxy): Promise<Socket> {
  const socket = createConnection({ host: '127.0.0.1', port });
  await once(socket, 'connect');
  return socket;
}

/** What a socket is told until it has heard so much. */
async function heard(socket: Socket, length: number): Promise<string> {
  let text = '';
  while (text.length < length) {
    const [chunk] = await once(socket, 'data');
    text += chunk;
  }
  return text;
}

it('passes on what both ends say, and that they have said all', async () => {
  const socket = await connectTo(proxy);
  socket.end('hello');
  expect(await heard(socket, 5)).toBe('hello');
  await once(socket, 'close');
  while (proxy.openSockets > 0) {
    await new Promise(resolve => setImmediate(resolve));
  }
});

it('brings answers late, and in their order', async () => {
  const socket = await connectTo(proxy);
  proxy.delay(100);
  const startedAt = performance.now();
  socket.write('a');
  socket.write('b');
  const answer = heard(socket, 2);
  expect(await answer).toBe('ab');
  expect(performance.now() - startedAt).toBeGreaterThan(99);
  socket.destroy();
});

it('hangs with all connections, old and new, and passes on later what was said', async () => {
  const old = await connectTo(proxy);
  old.write('first');
  await heard(old, 5);
  proxy.hang();
  const young = await connectTo(proxy);
  const early: string[] = [];
  for (const socket of [old, young]) {
    socket.on('data', chunk => early.push(String(chunk)));
    socket.write('later');
  }
  await new Promise(resolve => setTimeout(resolve, 200));
  expect(early).toEqual([]);
  const both = Promise.all([heard(old, 5), heard(young, 5)]);
  proxy.pass();
  expect(await both).toEqual(['later', 'later']);
  old.destroy();
  young.destroy();
});

it('cuts what there is, and lets nobody in until it passes on again', async () => {
  const old = await connectTo(proxy);
  const lost = once(old, 'error');
  proxy.cut();
  expect(await lost).toMatchObject([{ code: 'ECONNRESET' }]);
  const refused = createConnection({ host: '127.0.0.1', port: proxy.port });
  await once(refused, 'error');
  proxy.pass();
  const socket = await connectTo(proxy);
  socket.write('back');
  expect(await heard(socket, 4)).toBe('back');
  socket.destroy();
});
