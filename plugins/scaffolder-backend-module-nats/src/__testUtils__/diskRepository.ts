import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  createFluxSources,
  createRepositorySources,
} from '@nats-portal/plugin-nats-flux';
import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { createGenerateRepositoryAction } from '../actions/generateRepository';
import { publishToDisk } from '../repositories/publishToDisk';
import { runAction } from './runAction';

const root = resolve(__dirname, '../../../..');

const cluster: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: { name: 'local', namespace: 'default', annotations: {} },
  spec: { type: 'kubernetes-cluster', owner: 'platform' },
};

/** A generated repository on disk, as the local portal keeps it, with its entity in the catalog. */
export function diskRepositories() {
  const disk = createMockDirectory();
  const workspace = createMockDirectory();
  const config = mockServices.rootConfig({
    data: {
      nats: {
        defaults: join(root, 'templates/defaults.yaml'),
        skeleton: join(root, 'skeleton'),
        repositories: { directory: disk.path },
      },
    },
  });
  const urlReader = mockServices.urlReader.mock();
  const catalogInfo = disk.resolve('local-nats/catalog-info.yaml');
  const broker: Entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: 'local-nats',
      namespace: 'default',
      annotations: {
        'backstage.io/managed-by-location': `file:${catalogInfo}`,
      },
    },
    spec: { type: 'nats-broker', owner: 'group:default/team-a' },
  };
  const worker: Entity = {
    ...broker,
    kind: 'Component',
    metadata: { ...broker.metadata, name: 'local-nats-echo-workers' },
  };
  const catalog = catalogServiceMock({ entities: [cluster, broker, worker] });
  const sources = createFluxSources({ config, urlReader });
  const repositories = createRepositorySources({ config, urlReader });

  return {
    disk,
    workspace,
    catalog,
    sources,
    repositories,
    folder: disk.resolve('local-nats'),

    /** What git says of the repository, e.g. `git('log')`. */
    git(...args: string[]): string {
      return execFileSync('git', ['-C', disk.resolve('local-nats'), ...args], {
        encoding: 'utf8',
      });
    },

    /** Publishes the repository of the classic example anew. */
    async publish(input: object = {}): Promise<void> {
      disk.clear();
      workspace.clear();
      const context = { workspacePath: workspace.path };
      await runAction(
        createGenerateRepositoryAction({
          // As in a portal that knows no broker: Flux makes the streams.
          brokers: { list: () => [], find: () => undefined, get: jest.fn() },
          permissions: mockServices.permissions(),
          catalog,
          sources,
        }),
        {
          cluster: 'local',
          owner: 'group:default/team-a',
          messaging: {
            streams: [
              {
                name: 'JOBS',
                subjects: ['jobs.>'],
                retention: 'workqueue',
                maxAge: '24h',
                consumers: [
                  {
                    durableName: 'echo-workers',
                    filterSubject: 'jobs.echo',
                    maxDeliver: 3,
                    worker: {},
                  },
                ],
              },
            ],
          },
          ...input,
        },
        context,
      );
      await publishToDisk({
        source: workspace.path,
        directory: disk.path,
        name: 'local-nats',
        author: { name: 'Somebody', email: 'somebody@example.com' },
        message: 'Initial commit',
      });
      workspace.clear();
    },
  };
}
