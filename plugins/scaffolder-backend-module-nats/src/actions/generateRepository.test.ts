import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { createFluxSources } from '@nats-portal/plugin-nats-flux';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { createGenerateRepositoryAction } from './generateRepository';
import { examples } from './generateRepository.examples';

const root = resolve(__dirname, '../../../..');

function cluster(name: string, annotations = {}): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name, namespace: 'default', annotations },
    spec: { type: 'kubernetes-cluster', owner: 'platform' },
  };
}

describe('nats:repository:generate', () => {
  const workspace = createMockDirectory();
  const catalog = catalogServiceMock({
    entities: [
      cluster('local', { 'nats.io/broker': 'local' }),
      cluster('minicloud'),
      cluster('bramble'),
    ],
  });
  const sources = createFluxSources({
    config: mockServices.rootConfig({
      data: {
        nats: {
          defaults: join(root, 'templates/defaults.yaml'),
          skeleton: join(root, 'skeleton'),
        },
      },
    }),
    urlReader: mockServices.urlReader.mock(),
  });
  const action = createGenerateRepositoryAction({ catalog, sources });

  beforeEach(() => workspace.clear());

  async function run(input: object, { handler } = action) {
    const output: Record<string, unknown> = {};
    await handler({
      ...createMockActionContext({
        input: input as Parameters<typeof action.handler>[0]['input'],
        workspacePath: workspace.path,
      }),
      output: (name: string, value: unknown) => {
        output[name] = value;
      },
    });
    return output;
  }

  it.each(examples)('runs its example: $description', async ({ example }) => {
    const [{ input }] = parse(example).steps;
    const output = await run(input);
    const folder = workspace.resolve(input.targetPath ?? '.');
    const files = output.files as string[];
    expect(files).toContain(join(`${output.folder}`, 'nats/release.yaml'));
    expect(files).toContain(output.catalogInfoPath);
    for (const file of files) {
      expect(existsSync(join(folder, file))).toBe(true);
    }
  });

  it('says where the broker is and what to register', async () => {
    const [{ input }] = parse(examples[0].example).steps;
    expect(await run(input)).toMatchObject({
      broker: 'local',
      repository: 'local-nats',
      entityRef: 'resource:default/local-nats',
      entityRefs: [
        'resource:default/local-nats',
        'component:default/local-nats-echo-workers',
      ],
    });
  });

  it('names a broker that is yet to come after its cluster', async () => {
    const output = await run({
      cluster: 'minicloud',
      owner: 'group:default/team-a',
      messaging: { streams: [] },
    });
    expect(output.broker).toBe('minicloud-nats');
  });

  it('writes scripts that can be run', async () => {
    const [{ input }] = parse(examples[0].example).steps;
    await run(input);
    const { mode } = statSync(workspace.resolve('scripts/validate.sh'));
    expect(mode & 0o111).not.toBe(0);
  });

  it('writes the same bytes for the same input', async () => {
    const [{ input }] = parse(examples[0].example).steps;
    await run(input);
    const first = readFileSync(workspace.resolve('nats/release.yaml'));
    workspace.clear();
    await run(input);
    expect(readFileSync(workspace.resolve('nats/release.yaml'))).toEqual(first);
  });

  it('reports an unknown cluster with all other mistakes, before anything is written', async () => {
    const mistaken = run({
      cluster: 'lokal',
      name: 'Not Legal',
      owner: 'group:default/team-a',
      servers: 2,
      storageSize: '1.5Gi',
      messaging: { streams: [{ name: 'A B', subjects: ['a'] }] },
    });
    const { name, message } = await mistaken.catch(error => error);
    expect(name).toBe('InputError');
    expect(message).toMatch(/- cluster: "lokal".*bramble, local, minicloud/);
    expect(message).toMatch(/- name: /);
    expect(message).toMatch(/- servers: /);
    expect(message).toMatch(/- storageSize: /);
    expect(message).toMatch(/- messaging\.streams\[0\]\.name: /);
    expect(readdirSync(workspace.path)).toEqual([]);
  });

  /** The action over a skeleton in which a text of the release is another. */
  function withRelease(from: string, to: string) {
    return createGenerateRepositoryAction({
      catalog,
      sources: {
        ...sources,
        readDefaults: () => sources.readDefaults(),
        readSkeleton: async () => {
          const skeleton = new Map(await sources.readSkeleton());
          const content = skeleton.get('nats/release.yaml')?.content ?? '';
          expect(content).toContain(from);
          return skeleton.set('nats/release.yaml', {
            content: content.replace(from, to),
          });
        },
      },
    });
  }

  it('writes nothing where the skeleton makes it a repository with mistakes', async () => {
    const [{ input }] = parse(examples[0].example).steps;
    await expect(
      run(input, withRelease('podTemplate:', 'podTemplates:')),
    ).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringMatching(
        /nats\/release\.yaml:\d+:\d+: spec\.values\.podTemplates: .*\(values-unknown-key\)/,
      ),
    });
    expect(readdirSync(workspace.path)).toEqual([]);
  });

  it('tells what is legal and usually not meant in the files', async () => {
    const [{ input }] = parse(examples[0].example).steps;
    const { warnings } = await run(
      input,
      withRelease(
        'configChecksumAnnotation: true',
        'configChecksumAnnotation: false',
      ),
    );
    expect(warnings).toContainEqual(
      expect.stringMatching(/^nats\/release\.yaml:.*values-config-checksum/),
    );
  });
});
