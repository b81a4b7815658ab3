import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  MessagingSpec,
  NATS_ACCOUNT_ANNOTATION,
  NATS_BROKER_ANNOTATION,
  NATS_CONSUMERS_ANNOTATION,
  NATS_STREAMS_ANNOTATION,
} from '@nats-portal/plugin-nats-common';
import { stringify } from 'yaml';
import { RepositoryFiles } from '../RepositoryFile';

/**
 * Streams, consumers and buckets that somebody keeps on a broker.
 *
 * @public
 */
export interface DescribedMessaging {
  /** Name of the entity, and of the folder: letters, digits and dashes. */
  name: string;
  /** Value of the annotation `nats.io/broker`. */
  broker: string;
  /** Value of the annotation `nats.io/account`; the broker's only account where blank. */
  account?: string;
  /** Entity reference of the broker; left out where the catalog has none. */
  brokerRef?: string;
  /** Entity reference of the owner. */
  owner: string;
  /** Entity reference of the system. */
  system?: string;
  spec: MessagingSpec;
}

/** Folder of the files of a team on a broker, in a repository that holds those of others too. */
function folderOf({ broker, name }: DescribedMessaging): string {
  return `${broker}/${name}`;
}

function list(texts: string[]): string | undefined {
  return texts.length > 0 ? texts.join(',') : undefined;
}

/** What it is, as far as it is: a bucket is a stream to nobody but the server. */
function descriptionOf({ broker, spec }: DescribedMessaging): string {
  const { streams, keyValues = [], objectStores = [] } = spec;
  const buckets = keyValues.length + objectStores.length > 0;
  if (!buckets) {
    return `Streams and consumers on the NATS broker ${broker}`;
  }
  return `${
    streams.length > 0 ? 'Streams, consumers and buckets' : 'Buckets'
  } on the NATS broker ${broker}`;
}

function entity(described: DescribedMessaging) {
  const { name, broker, account, brokerRef, owner, system, spec } = described;
  const streams = spec.streams.map(stream => stream.name);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name,
      description: descriptionOf(described),
      annotations: {
        [NATS_BROKER_ANNOTATION]: broker,
        [NATS_ACCOUNT_ANNOTATION]: account || undefined,
        [NATS_STREAMS_ANNOTATION]: list(streams),
        [NATS_CONSUMERS_ANNOTATION]: list(
          spec.streams.flatMap(stream =>
            (stream.consumers ?? []).map(
              ({ durableName }) => `${stream.name}/${durableName}`,
            ),
          ),
        ),
      },
    },
    spec: {
      type: 'nats-messaging',
      owner,
      system: system || undefined,
      dependsOn: brokerRef ? [brokerRef] : undefined,
    },
  };
}

/**
 * Writes down what was asked of a broker, for the catalog and for the next
 * change: `catalog-info.yaml` with one entity, and `messaging.yaml` with the
 * spec, which can be pasted into the form again.
 *
 * @param described - with a spec in which nothing is wrong
 * @returns the files, where they are, and the reference of the entity
 * @public
 */
export function describeMessaging(described: DescribedMessaging): {
  files: RepositoryFiles;
  catalogInfoPath: string;
  entityRef: string;
} {
  const folder = folderOf(described);
  const catalogInfoPath = `${folder}/catalog-info.yaml`;
  const header = `# What ${described.name} wants of the NATS broker ${described.broker}.\n`;
  return {
    files: new Map([
      [catalogInfoPath, { content: stringify(entity(described)) }],
      [
        `${folder}/messaging.yaml`,
        { content: `${header}${stringify(described.spec)}` },
      ],
    ]),
    catalogInfoPath,
    entityRef: stringifyEntityRef({
      kind: 'Resource',
      name: described.name,
    }),
  };
}
