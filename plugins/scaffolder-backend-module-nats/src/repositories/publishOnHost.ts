import { UrlReaderService } from '@backstage/backend-plugin-api';
import { ConflictError, InputError } from '@backstage/errors';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { JsonObject } from '@backstage/types';
import {
  compareWithFleet,
  FleetComparison,
} from '@nats-portal/plugin-nats-flux';
import { HostPublisher } from './createHostPublishers';
import { HostAddress, hostAddress, HostType } from './hostAddress';
import { Publication, Published, Task } from './Publication';
import { readHostFiles } from './readHostFiles';
import { readPublication } from './readPublication';

/** What publishing on git hosts needs. */
export interface HostServices {
  integrations: ScmIntegrationRegistry;
  publishers: Record<HostType, HostPublisher>;
  urlReader: UrlReaderService;
}

/** @throws ConflictError naming each file that is in the way */
async function compareWithHost(
  publication: Publication,
  options: {
    address: HostAddress;
    branch: string;
    urlReader: UrlReaderService;
  },
): Promise<FleetComparison> {
  const { address, branch, urlReader } = options;
  const wanted = await readPublication(publication.source);
  const existing = await readHostFiles(address.tree(branch), {
    urlReader,
    wanted,
  });
  const comparison = compareWithFleet(existing, wanted);
  if (comparison.conflicts.length > 0) {
    throw new ConflictError(
      `Nothing was proposed to ${address.url}:\n${comparison.conflicts
        .map(text => `- ${text}`)
        .join('\n')}`,
    );
  }
  return comparison;
}

/**
 * Publishes on a git host by Backstage's own actions: a new repository, or a
 * pull request to one that holds other files. Nothing is proposed that would
 * overwrite something else, and none where all of it is there already.
 *
 * @param options - `branch`: the one that Flux follows; `further`: inputs of Backstage's own action
 */
export async function publishOnHost(
  publication: Publication,
  options: {
    repoUrl: string;
    branch: string;
    further: JsonObject;
    task: Task;
    services: HostServices;
  },
): Promise<Published> {
  const { repoUrl, branch, further, task, services } = options;
  const { into, message, description, sourcePath } = publication;
  const address = hostAddress(repoUrl, services.integrations);
  const publisher = services.publishers[address.type];
  const publish =
    into === 'new' ? publisher.createRepository : publisher.openPullRequest;
  if (!publish) {
    throw new InputError(
      `Backstage has no action for a pull request on ${address.type}; publish a new repository instead`,
    );
  }
  const place = {
    remoteUrl: address.url,
    folder: '',
    commit: '',
    created: false,
    pending: into === 'existing',
    catalogInfoUrl: address.file(branch, publication.catalogInfoPath),
  };
  if (task.isDryRun) {
    return { ...place, message: `Dry run: would publish to ${address.url}` };
  }
  const comparison =
    into === 'existing'
      ? await compareWithHost(publication, {
          address,
          branch,
          urlReader: services.urlReader,
        })
      : undefined;
  if (comparison && !comparison.added.length && !comparison.changed.length) {
    return {
      ...place,
      pending: false,
      message: `${address.url} holds the same already`,
    };
  }
  task.signal?.throwIfAborted();
  const remoteUrl = await publish(
    { repoUrl, branch, message, description, sourcePath, options: further },
    task,
  );
  const outcome =
    into === 'new'
      ? `Published ${remoteUrl}`
      : `Proposed in ${remoteUrl}: Flux makes the broker once that is merged`;
  return {
    ...place,
    remoteUrl,
    created: true,
    message: [outcome, ...(comparison?.hints ?? [])].join('\n\n'),
  };
}
