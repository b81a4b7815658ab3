import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import { mockServices } from '@backstage/backend-test-utils';
import { MessagingSpec } from '@nats-portal/plugin-nats-common';
import {
  createFluxSources,
  generate,
  RepositoryFiles,
  resolveSettings,
} from '@nats-portal/plugin-nats-flux';
import { join } from 'node:path';

/** Writes the repository of a broker with what a spec names. */
export type RepositoryWriter = (
  messaging: MessagingSpec,
  memory?: string,
) => RepositoryFiles;

/** Reads the skeleton and the defaults that are beside this folder. */
export async function repositoryWriter(): Promise<RepositoryWriter> {
  const root = join(__dirname, '../..');
  const config = mockServices.rootConfig({
    data: {
      nats: {
        skeleton: join(root, 'skeleton'),
        defaults: join(root, 'templates/defaults.yaml'),
      },
    },
  });
  const logger = mockServices.rootLogger();
  const sources = createFluxSources({
    config,
    urlReader: UrlReaders.default({ config, logger }),
  });
  const skeleton = await sources.readSkeleton();
  const defaults = await sources.readDefaults();
  return (messaging, memory) => {
    const { settings, findings } = resolveSettings(
      { cluster: 'local', owner: 'group:default/a', memory, messaging },
      defaults,
    );
    const wrong = findings.filter(({ severity }) => severity === 'error');
    if (wrong.length > 0) {
      throw new Error(wrong.map(({ message }) => message).join('\n'));
    }
    return generate(settings, skeleton);
  };
}
