import { createMockDirectory } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { symlinkSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { createCompareRepositoryAction } from './compareRepository';
import { examples } from './compareRepository.examples';

const release = (size: string) =>
  stringify({
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: 'nats', namespace: 'nats' },
    spec: {
      chart: { spec: { chart: 'nats', version: '2.14.2' } },
      values: {
        config: { jetstream: { enabled: true, fileStore: { pvc: { size } } } },
      },
    },
  });

describe('nats:repository:compare', () => {
  const workspace = createMockDirectory();
  const action = createCompareRepositoryAction();

  beforeEach(() =>
    workspace.setContent({
      before: { clusters: { local: { 'release.yaml': release('10Gi') } } },
      after: { clusters: { local: { 'release.yaml': release('20Gi') } } },
    }),
  );

  async function run(input: { beforePath: string; afterPath: string }) {
    const output: Record<string, unknown> = {};
    await action.handler({
      ...createMockActionContext({ input, workspacePath: workspace.path }),
      output: (name: string, value: unknown) => {
        output[name] = value;
      },
    });
    return output;
  }

  it.each(examples)('runs its example: $description', async ({ example }) => {
    const [step] = parse(example).steps;
    expect(await run(step.input)).toMatchObject({
      worst: 'error',
      consequences: [{ id: 'change-vct', severity: 'error' }],
      markdown: expect.stringContaining('delete statefulset nats'),
    });
  });

  it('says that nothing happens', async () => {
    expect(await run({ beforePath: 'after', afterPath: 'after' })).toEqual({
      worst: 'none',
      consequences: [],
      markdown: 'The cluster notices nothing of this change.\n',
    });
  });

  it.each([
    ['a missing folder', { beforePath: 'before', afterPath: 'nowhere' }],
    [
      'a file',
      { beforePath: 'before/clusters/local/release.yaml', afterPath: 'after' },
    ],
  ])('refuses %s', async (_what, input) => {
    await expect(run(input)).rejects.toMatchObject({ name: 'InputError' });
  });

  it('does not leave the workspace', async () => {
    await expect(
      run({ beforePath: '../other', afterPath: 'after' }),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
  });

  it('does not follow a link out of the folder', async () => {
    workspace.addContent({ 'outside.yaml': release('30Gi'), linked: {} });
    symlinkSync(
      workspace.resolve('outside.yaml'),
      workspace.resolve('linked/release.yaml'),
    );
    await expect(
      run({ beforePath: 'before', afterPath: 'linked' }),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
  });
});
