import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** One request to the API of a git host. */
export interface ApiRequest {
  method: string;
  /** Without the query. */
  path: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
}

/** Replies of an API, by method and path; a path may end in `*`. */
export type ApiReplies = Record<
  string,
  unknown | ((request: ApiRequest) => unknown)
>;

async function textOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Lets git itself answer: what is pushed is in a repository afterwards. */
async function serveGit(
  request: IncomingMessage,
  response: ServerResponse,
  folder: string,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://host');
  const body = await textOf(request);
  const cgi = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: '1',
      REMOTE_USER: 'tester',
      REQUEST_METHOD: request.method,
      PATH_INFO: url.pathname,
      QUERY_STRING: url.search.slice(1),
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      CONTENT_LENGTH: String(body.length),
    },
  });
  cgi.stdin.end(body);
  const chunks: Buffer[] = [];
  for await (const chunk of cgi.stdout) {
    chunks.push(chunk);
  }
  const reply = Buffer.concat(chunks);
  const end = reply.indexOf('\r\n\r\n');
  const headers = reply
    .subarray(0, end)
    .toString()
    .split('\r\n')
    .map(line => line.split(': ') as [string, string]);
  const status = headers.find(([name]) => name === 'Status')?.[1] ?? '200';
  response.writeHead(Number(status.split(' ')[0]), Object.fromEntries(headers));
  response.end(reply.subarray(end + 4));
}

/**
 * A git host as far as Backstage's actions ask one: git itself serves the
 * repositories, the replies of the API are the test's.
 */
export async function startGitHost(options: {
  folder: string;
  replies: (url: string) => ApiReplies;
}) {
  const { folder } = options;
  const requests: ApiRequest[] = [];
  let replies: ApiReplies = {};

  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    if (pathname.includes('.git/')) {
      await serveGit(request, response, folder);
      return;
    }
    const text = (await textOf(request)).toString();
    const asked = {
      method: request.method ?? '',
      path: decodeURIComponent(pathname),
      body: text && JSON.parse(text),
    };
    requests.push(asked);
    const key = `${asked.method} ${asked.path}`;
    const match = Object.keys(replies).find(pattern =>
      pattern.endsWith('*')
        ? key.startsWith(pattern.slice(0, -1))
        : key === pattern,
    );
    const reply = match === undefined ? undefined : replies[match];
    const content = typeof reply === 'function' ? reply(asked) : reply;
    const status = content === undefined ? 404 : 200;
    const created = asked.method === 'POST' && !asked.path.endsWith('graphql');
    response.writeHead(status === 200 && created ? 201 : status, {
      'content-type': 'application/json',
    });
    response.end(JSON.stringify(content ?? { message: `no ${key}` }));
  });
  await new Promise<void>(done => {
    server.listen(0, '127.0.0.1', done);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  replies = options.replies(url);

  return {
    url,
    /** What was asked, in order. */
    requests,
    /** Makes an empty repository that can be pushed to. */
    createRepository(name: string): string {
      const repository = join(folder, `${name}.git`);
      mkdirSync(repository, { recursive: true });
      execFileSync('git', ['init', '--quiet', '--bare', repository]);
      execFileSync('git', [
        ...['-C', repository],
        ...['config', 'http.receivepack', 'true'],
      ]);
      return repository;
    },
    close: () =>
      new Promise<void>(done => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
