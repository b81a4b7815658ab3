import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { ApiReplies, startGitHost } from '../__testUtils__/startGitHost';
import { createHostPublishers } from './createHostPublishers';

const PAGE = 'https://git.test/platform/fleet/changes/7';
const BRANCH = 'nats/change-nats-0123abcd';

const github = (): ApiReplies => ({
  'GET /repos/platform/fleet': {
    permissions: { push: true },
    default_branch: 'main',
  },
  'GET /repos/platform/fleet/commits': [
    { sha: 'c0', commit: { tree: { sha: 't0' } } },
  ],
  'HEAD /repos/platform/fleet/contents/workers/echo.yaml': {},
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
});

/** GitLab shows a branch once it was made. */
const gitlab = (): ApiReplies => {
  let made = false;
  const project = '/api/v4/projects/platform/fleet';
  return {
    [`GET ${project}`]: { default_branch: 'main' },
    [`GET ${project}/repository/branches/*`]: () =>
      made ? { name: BRANCH } : undefined,
    [`POST ${project}/repository/branches`]: () => {
      made = true;
      return { name: BRANCH };
    },
    [`GET ${project}/repository/tree`]: [
      { path: 'nats/release.yaml', type: 'blob' },
      { path: 'workers/echo.yaml', type: 'blob' },
    ],
    [`POST ${project}/repository/commits`]: { id: 'c1' },
    [`GET ${project}/merge_requests`]: [],
    [`POST ${project}/merge_requests`]: { iid: 7, web_url: PAGE },
  };
};

describe.each([
  { type: 'github' as const, replies: github, commit: /\/git\/trees$/ },
  { type: 'gitlab' as const, replies: gitlab, commit: /\/commits$/ },
])('a change proposed on $type', ({ type, replies, commit }) => {
  const workspace = createMockDirectory();
  const disk = createMockDirectory();
  let host: Awaited<ReturnType<typeof startGitHost>>;

  beforeEach(async () => {
    workspace.setContent({
      'change/nats/release.yaml': 'a: 2\n',
      'change/workers/print.yaml': 'b: 1\n',
      'removed/workers/echo.yaml': 'c: 1\n',
    });
    host = await startGitHost({ folder: disk.path, replies });
  });

  afterEach(() => host.close());

  async function propose(removed: string[]) {
    const config = mockServices.rootConfig({
      data: {
        integrations: {
          [type]: [
            {
              host: `${type}.test`,
              apiBaseUrl: type === 'gitlab' ? `${host.url}/api/v4` : host.url,
              ...(type === 'gitlab' ? { baseUrl: host.url } : {}),
              token: 'secret',
            },
          ],
        },
      },
    });
    const integrations = ScmIntegrations.fromConfig(config);
    const publisher = createHostPublishers({ config, integrations })[type];
    const page = await publisher.proposeChange?.(
      {
        repoUrl: `${type}.test?owner=platform&repo=fleet`,
        branch: 'main',
        message: 'Change memory of nats on local',
        description: 'What changes',
        sourcePath: 'change',
        proposal: BRANCH,
        removed: { paths: removed, sourcePath: 'removed' },
        options: {},
      },
      createMockActionContext({ workspacePath: workspace.path }),
    );
    const posted = host.requests.filter(({ method }) => method === 'POST');
    return {
      page,
      files: posted
        .filter(({ path }) => commit.test(path))
        .flatMap(({ body }) => body.tree ?? body.actions ?? [])
        .map(file => ({
          path: file.path ?? file.file_path,
          gone: file.sha === null || file.action === 'delete',
        }))
        // They come as the disk lists them.
        .sort((a, b) => a.path.localeCompare(b.path)),
      requests: posted
        .filter(({ path }) => /\/(pulls|merge_requests)$/.test(path))
        .map(({ body }) => body),
    };
  }

  it('is one pull request with the changed files alone', async () => {
    const { page, files, requests } = await propose([]);
    expect(page).toBe(PAGE);
    expect(files).toEqual([
      { path: 'nats/release.yaml', gone: false },
      { path: 'workers/print.yaml', gone: false },
    ]);
    expect(requests).toHaveLength(1);
    expect(JSON.stringify(requests)).toContain(BRANCH);
  });

  it('takes files away as well', async () => {
    const { page, files, requests } = await propose(['workers/echo.yaml']);
    expect(page).toBe(PAGE);
    expect(files).toHaveLength(3);
    expect(files).toEqual(
      expect.arrayContaining([
        { path: 'nats/release.yaml', gone: false },
        { path: 'workers/print.yaml', gone: false },
        { path: 'workers/echo.yaml', gone: true },
      ]),
    );
    expect(requests).toHaveLength(1);
  });
});
