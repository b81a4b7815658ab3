import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { ServiceUnavailableError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { createFluxSources } from '@nats-portal/plugin-nats-flux';
import { Broker } from '@nats-portal/plugin-nats-node';
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
  const planMessaging = jest.fn();
  const permissions = mockServices.permissions.mock();
  const deps = {
    brokers: {
      list: () => [],
      get: jest.fn(),
      find: (name: string) =>
        name === 'local' ? ({ planMessaging } as unknown as Broker) : undefined,
    },
    catalog,
    permissions,
  };
  const action = createGenerateRepositoryAction({ ...deps, sources });

  beforeEach(() => {
    workspace.clear();
    jest.resetAllMocks();
    planMessaging.mockResolvedValue({ assets: [] });
    permissions.authorize.mockResolvedValue([
      { result: AuthorizeResult.ALLOW },
    ]);
  });

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

  describe('leaves the streams to whoever fits', () => {
    const [{ input }] = parse(examples[0].example).steps;
    const holdsStreams = () =>
      existsSync(workspace.resolve('jetstream/streams.yaml'));

    it('the portal where the broker answers, and the repository holds none', async () => {
      const { provisioning, provisioningMessage } = await run(input);
      expect(provisioning).toBe('portal');
      expect(provisioningMessage).toMatch(/on broker local.*holds none/);
      expect(holdsStreams()).toBe(false);
    });

    it('Flux where it does not answer', async () => {
      planMessaging.mockRejectedValue(
        new ServiceUnavailableError('Broker "local" does not answer'),
      );
      const { provisioning, provisioningMessage } = await run(input);
      expect(provisioning).toBe('flux');
      expect(provisioningMessage).toMatch(
        /^Broker "local" does not answer\. Flux will create the streams once this repository/,
      );
      expect(holdsStreams()).toBe(true);
    });

    it('Flux where the broker is unknown to the portal', async () => {
      const { provisioning, provisioningMessage } = await run({
        ...input,
        cluster: 'minicloud',
        layout: 'fleet',
      });
      expect(provisioning).toBe('flux');
      expect(provisioningMessage).toMatch(
        /^Broker minicloud-nats is not configured in nats.brokers\. Flux will create the streams once it applies these files/,
      );
    });

    it('Flux where who asks may not change the broker', async () => {
      permissions.authorize.mockResolvedValue([
        { result: AuthorizeResult.DENY },
      ]);
      const { provisioning, provisioningMessage } = await run(input);
      expect(provisioning).toBe('flux');
      expect(provisioningMessage).toMatch(/permission nats.messaging.apply/);
      expect(planMessaging).not.toHaveBeenCalled();
    });

    it('Flux for a second broker, though the first one answers', async () => {
      const { broker, provisioning, provisioningMessage, warnings } = await run(
        { ...input, name: 'orders' },
      );
      expect({ broker, provisioning }).toEqual({
        broker: 'local-orders',
        provisioning: 'flux',
      });
      expect(provisioningMessage).toMatch(
        /^Broker local-orders is not configured in nats\.brokers\. Flux will/,
      );
      expect(warnings).toContainEqual(
        expect.stringMatching(/^name: is a second broker: .*"local"/),
      );
      expect(planMessaging).not.toHaveBeenCalled();
      expect(holdsStreams()).toBe(true);
    });

    it('nobody for a second broker where the portal is asked for', async () => {
      await expect(
        run({ ...input, name: 'orders', provisioning: 'portal' }),
      ).rejects.toThrow(/- provisioning: the portal cannot make the streams/);
      expect(readdirSync(workspace.path)).toEqual([]);
    });

    it.each(['flux', 'portal'])(
      '%s where it is asked for, unseen',
      async wanted => {
        const { provisioning } = await run({ ...input, provisioning: wanted });
        expect(provisioning).toBe(wanted);
        expect(planMessaging).not.toHaveBeenCalled();
        expect(holdsStreams()).toBe(wanted === 'flux');
      },
    );

    it('and the buckets with them', async () => {
      const messaging = { streams: [], keyValues: [{ bucket: 'settings' }] };
      const holdsBuckets = () =>
        existsSync(workspace.resolve('jetstream/key-values.yaml'));
      const portal = await run({ ...input, messaging });
      expect(portal.provisioningMessage).toBe(
        'The portal makes the buckets on broker local, and the repository holds none',
      );
      expect(planMessaging).toHaveBeenCalledWith(messaging, expect.anything());
      expect(holdsBuckets()).toBe(false);
      const flux = await run({ ...input, messaging, provisioning: 'flux' });
      expect(flux.provisioningMessage).toMatch(/^Flux will create the buckets/);
      expect(holdsBuckets()).toBe(true);
      const both = await run({
        ...input,
        messaging: { ...input.messaging, objectStores: [{ bucket: 'files' }] },
      });
      expect(both.provisioningMessage).toMatch(/makes the streams and buckets/);
      const none = await run({ ...input, messaging: { streams: [] } });
      expect(none.provisioningMessage).toBe('There are no streams to make');
    });

    it('nobody where the broker refuses the streams', async () => {
      planMessaging.mockRejectedValue(new Error('more copies than servers'));
      await expect(run(input)).rejects.toThrow('more copies than servers');
      expect(readdirSync(workspace.path)).toEqual([]);
    });
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
      ...deps,
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
