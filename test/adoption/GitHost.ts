import { execFile, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer, json } from 'node:stream/consumers';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Larger than any archive of a skeleton, bytes. */
const MAX_OUTPUT = 64 * 1024 * 1024;

const COMMIT = [
  ...['-c', 'user.name=Platform', '-c', 'user.email=platform@example.com'],
  ...['commit', '--quiet', '--message', 'What the platform team keeps'],
];

/**
 * A git host as GitHub Enterprise is one: real repositories, git's own server for
 * pushes, and of its API what Backstage asks for to read and to create them.
 */
export class GitHost {
  readonly #folder: string;
  readonly #token: string;
  readonly #server: Server;

  private constructor(folder: string, token: string) {
    this.#folder = folder;
    this.#token = token;
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch(error => {
        response.statusCode = 500;
        response.end(String(error));
      });
    });
  }

  /**
   * @param folder - an empty one, for the repositories
   * @param token - what everybody has to show
   */
  static async start(folder: string, token: string): Promise<GitHost> {
    mkdirSync(folder, { recursive: true });
    const host = new GitHost(folder, token);
    await new Promise<void>(done =>
      host.#server.listen(0, '127.0.0.1', () => done()),
    );
    return host;
  }

  /** Where its API is. */
  get apiUrl(): string {
    return `${this.#origin}/api/v3`;
  }

  get #origin(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(done => this.#server.close(done));
  }

  /** Creates a repository with copies of folders in its first commit. */
  async publish(repository: string, folders: Record<string, string>) {
    const bare = await this.#create(repository);
    const work = join(this.#folder, 'work', repository);
    await run('git', ['clone', '--quiet', bare, work]);
    for (const [path, folder] of Object.entries(folders)) {
      cpSync(folder, join(work, path), { recursive: true });
    }
    await run('git', ['-C', work, 'add', '--all']);
    await run('git', ['-C', work, ...COMMIT]);
    await run('git', ['-C', work, 'push', '--quiet', 'origin', 'HEAD:main']);
  }

  /** What a file of the main branch holds. */
  async read(repository: string, path: string): Promise<string> {
    return (await this.#git(repository, ['show', `main:${path}`])).toString();
  }

  async #create(repository: string): Promise<string> {
    const bare = this.#bare(repository);
    await run('git', ['init', '--quiet', '--bare', '-b', 'main', bare]);
    return bare;
  }

  #bare(repository: string): string {
    return join(this.#folder, `${repository}.git`);
  }

  async #git(repository: string, args: string[]): Promise<Buffer> {
    const { stdout } = await run(
      'git',
      ['-C', this.#bare(repository), ...args],
      { encoding: 'buffer', maxBuffer: MAX_OUTPUT },
    );
    return stdout;
  }

  async #answer(request: IncomingMessage, response: ServerResponse) {
    const { pathname, searchParams } = new URL(
      request.url ?? '/',
      this.#origin,
    );
    if (!this.#isAllowed(request)) {
      response.setHeader('www-authenticate', 'Basic');
      return this.#send(response, 401, { message: 'Bad credentials' });
    }
    if (!pathname.startsWith('/api/v3/')) {
      return this.#serveGit(request, response);
    }
    const [kind, ...parts] = pathname.slice('/api/v3/'.length).split('/');
    if (kind === 'users') {
      return this.#send(response, 200, { type: 'Organization' });
    }
    if (kind === 'orgs' && request.method === 'POST') {
      const { name } = (await json(request)) as { name: string };
      return this.#createForApi(response, `${parts[0]}/${name}`);
    }
    const [owner, name, what, ...path] = parts;
    const repository = `${owner}/${name}`;
    if (kind === 'repos' && request.method === 'GET') {
      const found = await this.#read(
        repository,
        [what, ...path],
        searchParams.get('ref') ?? 'main',
      ).catch(() => undefined);
      if (found) {
        return this.#send(response, 200, found);
      }
    }
    return this.#send(response, 404, { message: 'Not Found' });
  }

  /** By a header of the API, or by the password that git sends. */
  #isAllowed({ headers }: IncomingMessage): boolean {
    const [scheme = '', value = ''] = (headers.authorization ?? '').split(' ');
    const secret =
      scheme.toLowerCase() === 'basic'
        ? Buffer.from(value, 'base64').toString().split(':')[1]
        : value;
    return secret === this.#token;
  }

  async #createForApi(response: ServerResponse, repository: string) {
    if (existsSync(this.#bare(repository))) {
      return this.#send(response, 422, {
        message: 'name already exists on this account',
      });
    }
    await this.#create(repository);
    await this.#git(repository, ['config', 'http.receivepack', 'true']);
    return this.#send(response, 201, {
      clone_url: `${this.#origin}/${repository}.git`,
      html_url: `https://git.example.com/${repository}`,
    });
  }

  async #read(
    repository: string,
    [what, ...path]: string[],
    ref: string,
  ): Promise<object | Buffer | undefined> {
    switch (what) {
      case 'contents':
        return this.#git(repository, ['show', `${ref}:${path.join('/')}`]);
      case 'commits': {
        const sha = await this.#git(repository, ['rev-parse', path[0]]);
        return {
          sha: sha.toString().trim(),
          repository: {
            archive_url: `${this.apiUrl}/repos/${repository}/{archive_format}{/ref}`,
          },
        };
      }
      case 'tarball':
        return this.#git(repository, [
          ...['archive', '--format=tar.gz'],
          ...[`--prefix=${repository.replace('/', '-')}-${path[0]}/`, path[0]],
        ]);
      default:
        return undefined;
    }
  }

  #send(response: ServerResponse, status: number, body: object | Buffer): void {
    response.statusCode = status;
    if (Buffer.isBuffer(body)) {
      response.end(body);
    } else {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(body));
    }
  }

  /** Git's own server, as a web server calls it by CGI. */
  async #serveGit(request: IncomingMessage, response: ServerResponse) {
    const [path, query = ''] = (request.url ?? '/').split('?');
    const git = spawn('git', ['http-backend'], {
      env: {
        ...process.env,
        GIT_PROJECT_ROOT: this.#folder,
        GIT_HTTP_EXPORT_ALL: '1',
        PATH_INFO: path,
        QUERY_STRING: query,
        REQUEST_METHOD: request.method,
        CONTENT_TYPE: request.headers['content-type'] ?? '',
        REMOTE_USER: 'backstage',
      },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    git.stdin.on('error', () => {});
    request.pipe(git.stdin);
    const answer = await buffer(git.stdout);
    const end = answer.indexOf('\r\n\r\n');
    for (const line of answer.subarray(0, end).toString().split('\r\n')) {
      const [name, value] = line.split(/: (.*)/);
      if (name === 'Status') {
        response.statusCode = Number.parseInt(value, 10);
      } else {
        response.setHeader(name, value);
      }
    }
    response.end(answer.subarray(end + 4));
  }
}
