import { fileTree } from './fileTree';

const of = (...paths: string[]) => fileTree(paths.map(path => ({ path })));

describe('fileTree', () => {
  it('puts folders before files, each by name', () => {
    expect(of('b.yaml', 'nats/z.yaml', 'a.yaml', 'jobs/a.yaml')).toEqual({
      folders: [
        {
          name: 'jobs',
          tree: {
            folders: [],
            files: [{ name: 'a.yaml', file: { path: 'jobs/a.yaml' } }],
          },
        },
        {
          name: 'nats',
          tree: {
            folders: [],
            files: [{ name: 'z.yaml', file: { path: 'nats/z.yaml' } }],
          },
        },
      ],
      files: [
        { name: 'a.yaml', file: { path: 'a.yaml' } },
        { name: 'b.yaml', file: { path: 'b.yaml' } },
      ],
    });
  });

  it('shows a folder with nothing but a folder as one', () => {
    const { folders } = of(
      'clusters/local/nats/a.yaml',
      'clusters/local/b.yaml',
    );
    expect(folders.map(({ name }) => name)).toEqual(['clusters/local']);
    expect(folders[0].tree.folders.map(({ name }) => name)).toEqual(['nats']);
  });

  it('is empty for no files', () => {
    expect(of()).toEqual({ folders: [], files: [] });
  });
});
