import { createMockDirectory } from '@backstage/backend-test-utils';
import { readFolderToLint } from './readFolderToLint';

const namespace = 'apiVersion: v1\nkind: Namespace\n';

describe('readFolderToLint', () => {
  const folder = createMockDirectory();

  it('reads YAML, and knows of other files that they are there', async () => {
    folder.setContent({
      'nats/namespace.yaml': namespace,
      'nats/a.yml': 'a: ä\n',
      'nats/Kustomization': 'resources: []\n',
      'README.md': '# Broker\n',
      'logo.png': Buffer.from([0x89, 0x50, 0xff]),
    });
    const { files, unread } = await readFolderToLint(folder.path);
    expect(unread).toEqual([]);
    expect(Object.fromEntries(files)).toEqual({
      'nats/namespace.yaml': { content: namespace },
      'nats/a.yml': { content: 'a: ä\n' },
      'nats/Kustomization': { content: 'resources: []\n' },
      'README.md': { content: '' },
      'logo.png': { content: '' },
    });
  });

  it('leaves out what Flux does not apply', async () => {
    folder.setContent({
      '.git/config.yaml': namespace,
      'node_modules/a/a.yaml': namespace,
      'scripts/node_modules/a/a.yaml': namespace,
    });
    expect((await readFolderToLint(folder.path)).files.size).toBe(0);
  });

  it('follows no link, inside of the repository nor out of it', async () => {
    folder.setContent({
      'repository/nats/namespace.yaml': namespace,
      'secret.yaml': namespace,
    });
    folder.addContent({
      'repository/inside.yaml': ctx => ctx.symlink('nats/namespace.yaml'),
      'repository/outside.yaml': ctx => ctx.symlink('../secret.yaml'),
      'repository/nowhere.yaml': ctx => ctx.symlink('gone.yaml'),
      'repository/nats/round': ctx => ctx.symlink('..'),
    });
    const { files, unread } = await readFolderToLint(
      folder.resolve('repository'),
    );
    expect([...files.keys()]).toEqual(['nats/namespace.yaml']);
    expect(unread).toEqual([]);
  });

  it('names what it cannot read, and reads on', async () => {
    folder.setContent({
      'a.yaml': Buffer.from([0xff, 0xfe, 0x61, 0x00]),
      'b.yaml': 'a'.repeat(16 * 1024 * 1024 + 1),
      'c.yaml': namespace,
    });
    const { files, unread } = await readFolderToLint(folder.path);
    expect(unread).toEqual([
      { file: 'a.yaml', reason: 'it is no text in UTF-8' },
      {
        file: 'b.yaml',
        reason:
          '16777217 bytes are more than the 16777216 of a file that is checked',
      },
    ]);
    expect(files.get('a.yaml')).toEqual({ content: '' });
    expect(files.get('c.yaml')).toEqual({ content: namespace });
  });

  it('fails where the folder itself is none', async () => {
    folder.setContent({ 'a.yaml': namespace });
    await expect(
      readFolderToLint(folder.resolve('gone')),
    ).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(
      readFolderToLint(folder.resolve('a.yaml')),
    ).rejects.toMatchObject({ code: 'ENOTDIR' });
  });
});
