import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { execFileSync } from 'node:child_process';
import { ApiReplies, startGitHost } from '../__testUtils__/startGitHost';
import { branchNameOf, createHostPublishers } from './createHostPublishers';

const PAGE = 'https://git.test/platform/fleet/changes/7';

const files = {
  'clusters/local/nats/nats.yaml': 'a: 1\n',
  'clusters/local/nats/scripts/validate.sh': '#!/bin/sh\n',
};

const publication = {
  repoUrl: '',
  branch: 'main',
  message: 'Add the broker nats on local',
  description: 'By the template',
  sourcePath: undefined,
  options: {},
};

/** Where a repository was pushed to, and what a browser would show. */
const github = (url: string): ApiReplies => ({
  'GET /users/platform': { type: 'Organization' },
  'POST /orgs/platform/repos': {
    clone_url: `${url}/platform/fleet.git`,
    html_url: 'https://github.test/platform/fleet',
  },
  'GET /repos/platform/fleet': {
    permissions: { push: true },
    default_branch: 'main',
  },
  'GET /repos/platform/fleet/commits': [
    { sha: 'c0', commit: { tree: { sha: 't0' } } },
  ],
  'POST /repos/platform/fleet/git/blobs': { sha: 'b1' },
  'POST /repos/platform/fleet/git/trees': { sha: 't1' },
  'POST /repos/platform/fleet/git/commits': { sha: 'c1' },
  'POST /graphql': { data: { repository: { ref: null } } },
  'POST /repos/platform/fleet/git/refs': {},
  'POST /repos/platform/fleet/pulls': {
    html_url: PAGE,
    number: 7,
    base: { ref: 'main' },
  },
  'PUT /repos/platform/fleet/branches/main/protection': {},
});

const gitlab = (url: string): ApiReplies => ({
  'GET /api/v4/namespaces/platform': { id: 3, kind: 'group' },
  'GET /api/v4/user': { id: 5 },
  'GET /api/v4/groups/platform/projects': [],
  'POST /api/v4/projects': {
    id: 9,
    http_url_to_repo: `${url}/platform/fleet.git`,
  },
  'GET /api/v4/projects/platform/fleet/repository/tree': [],
  'POST /api/v4/projects/platform/fleet/repository/branches': {},
  'POST /api/v4/projects/platform/fleet/repository/commits': { id: 'c1' },
  'POST /api/v4/projects/platform/fleet/merge_requests': {
    iid: 7,
    web_url: PAGE,
  },
});

const gitea = (): ApiReplies => ({
  'GET /api/v1/orgs/platform': {},
  'POST /api/v1/orgs/platform/repos': {},
  'GET /platform/fleet/src/branch/main': {},
});

const BRANCH = 'nats/add-the-broker-nats-on-local';

describe.each([
  {
    type: 'github' as const,
    replies: github,
    commit: '/git/trees',
    proposal: {
      head: `platform:${BRANCH}`,
      base: 'main',
      title: publication.message,
      body: publication.description,
    },
  },
  {
    type: 'gitlab' as const,
    replies: gitlab,
    commit: '/commits',
    proposal: {
      source_branch: BRANCH,
      target_branch: 'main',
      title: publication.message,
      description: publication.description,
    },
  },
  {
    type: 'gitea' as const,
    replies: gitea,
    commit: '/none',
    proposal: undefined,
  },
])('publishing on $type', ({ type, replies, commit, proposal }) => {
  const workspace = createMockDirectory();
  const disk = createMockDirectory();
  let host: Awaited<ReturnType<typeof startGitHost>>;

  beforeEach(async () => {
    workspace.setContent(files);
    disk.clear();
    host = await startGitHost({ folder: disk.path, replies });
  });

  afterEach(() => host.close());

  function publisher() {
    const config = mockServices.rootConfig({
      data: {
        integrations: {
          [type]: [
            {
              host: `${type}.test`,
              apiBaseUrl: type === 'gitlab' ? `${host.url}/api/v4` : host.url,
              ...(type === 'github' ? {} : { baseUrl: host.url }),
              ...(type === 'gitea'
                ? { username: 'tester', password: 'secret' }
                : { token: 'secret' }),
            },
          ],
        },
      },
    });
    const integrations = ScmIntegrations.fromConfig(config);
    return createHostPublishers({ config, integrations })[type];
  }

  const of = (changes: object = {}) => ({
    ...publication,
    repoUrl: `${type}.test?owner=platform&repo=fleet`,
    ...changes,
  });

  const task = () => createMockActionContext({ workspacePath: workspace.path });

  it('pushes a new repository that is private', async () => {
    const repository = host.createRepository('platform/fleet');
    const remoteUrl = await publisher().createRepository(of(), task());
    expect(remoteUrl).toContain('/platform/fleet');
    const git = (...args: string[]) =>
      execFileSync('git', ['-C', repository, ...args], { encoding: 'utf8' });
    expect(git('log', '--format=%s', 'main').trim()).toBe(publication.message);
    expect(
      git('ls-tree', '-r', '--name-only', 'main').trim().split('\n'),
    ).toEqual(Object.keys(files).sort());
    const [{ body }] = host.requests.filter(
      ({ method, path }) => method === 'POST' && /repos$|projects$/.test(path),
    );
    expect(body.private ?? body.visibility === 'private').toBe(true);
  });

  it('passes further inputs on', async () => {
    host.createRepository('platform/fleet');
    await publisher().createRepository(
      of({ options: { repoVisibility: 'public' } }),
      task(),
    );
    const [{ body }] = host.requests.filter(
      ({ method, path }) => method === 'POST' && /repos$|projects$/.test(path),
    );
    expect(body.private ?? body.visibility !== 'public').toBe(false);
  });

  it('opens a pull request with the files, where Backstage can', async () => {
    const opened = await publisher().openPullRequest?.(of(), task());
    const bodies = (pattern: RegExp) =>
      host.requests
        .filter(({ method, path }) => method === 'POST' && pattern.test(path))
        .map(({ body }) => body);
    const committed = bodies(new RegExp(`${commit}$`)).flatMap(
      body => body.tree ?? body.actions,
    );
    expect({
      opened,
      proposals: bodies(/\/(pulls|merge_requests)$/),
      paths: committed.map(file => file.path ?? file.file_path),
    }).toMatchObject({
      opened: proposal && PAGE,
      proposals: proposal ? [proposal] : [],
      paths: proposal ? Object.keys(files) : [],
    });
  });
});

describe('the branch of a pull request', () => {
  it.each([
    ['Add the broker nats on local', 'nats/add-the-broker-nats-on-local'],
    ['../../x..lock', 'nats/x-lock'],
    ['…', 'nats/change'],
    ['a'.repeat(100), `nats/${'a'.repeat(60)}`],
  ])('of %j is %s', (message, branch) => {
    expect(branchNameOf(message)).toBe(branch);
  });
});
