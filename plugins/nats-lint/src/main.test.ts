import { createMockDirectory } from '@backstage/backend-test-utils';
import { copyGolden, goldenFolder } from './__testUtils__/golden';
import { main } from './main';

async function run(args: string[]) {
  let stdout = '';
  let stderr = '';
  const code = await main(args, {
    stdout: {
      write: text => {
        stdout += text;
      },
    },
    stderr: {
      write: text => {
        stderr += text;
      },
    },
  });
  return { code, stdout, stderr };
}

describe('main', () => {
  const folder = createMockDirectory();
  const repository = folder.resolve('repository');

  it('fails on what it is told to', async () => {
    // The streams of the golden repository have warnings, and no errors.
    const path = goldenFolder('minicloud');
    expect(await run([path, '--fail-on', 'warning'])).toMatchObject({
      code: 1,
    });
    expect(
      await run([
        path,
        '--fail-on=warning',
        '--ignore',
        'js-workqueue-gap,tls-keda-ca',
      ]),
    ).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+ objects, 0 errors, 0 warnings\n$/),
    });
    copyGolden(repository, [['nats/release.yaml', 'jetstream:', 'jetstrem:']]);
    expect(await run([repository, '--fail-on', 'never'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('values-unknown-key'),
    });
  });

  it.each<[string, string, RegExp]>([
    ['is not there', 'gone', /^nats-lint: there is no folder .*gone\n$/],
    ['is a file', 'README.md', /^nats-lint: .*README\.md is no folder\n$/],
    ['holds no repository', 'docs', /^nats-lint: .*docs is no repository of /],
  ])('does not pass a folder that %s', async (_what, name, message) => {
    folder.setContent({
      'README.md': '# Broker\n',
      'docs/a.yaml': 'a: b\n',
      'docs/.git/a.yaml': 'apiVersion: v1\nkind: Namespace\n',
    });
    expect(await run([folder.resolve(name)])).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(message),
    });
  });

  it('takes no file from outside of the repository', async () => {
    copyGolden(repository);
    folder.addContent({
      'secret.yaml': 'apiVersion: v1\nkind: Secret\nstringData: { a: b }\n',
      'repository/nats/secret.yaml': ctx => ctx.symlink('../../secret.yaml'),
    });
    const { code, stdout } = await run([repository]);
    expect(code).toBe(0);
    expect(stdout).not.toContain('secret.yaml');
  });

  it('lets no text of a repository write over the terminal', async () => {
    copyGolden(repository, [
      ['nats/release.yaml', 'jetstream:', '"\\e[2Jjetstrem":'],
    ]);
    const { stdout } = await run([repository]);
    expect(stdout).toContain('\\u001b[2Jjetstrem');
    expect(stdout).not.toContain('\u001b');
  });
});
