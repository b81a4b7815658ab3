import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
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
  /** Owners of single consumers, entity references by `STREAM/consumer`; the others are the owner's. */
  consumerOwners?: Readonly<Record<string, string>>;
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

/** What one owner has: the first has the streams, others their consumers. */
interface Share {
  name: string;
  owner: string;
  description: string;
  streams: string[];
  consumers: string[];
}

/** A user and a group of one name are two owners. */
function nameFor(name: string, owner: string): string {
  const { kind, name: ownerName } = parseEntityRef(owner);
  return `${name}-${kind === 'group' ? '' : `${kind}-`}${ownerName}`;
}

function entityRefOf({ name }: Share): string {
  return stringifyEntityRef({ kind: 'Resource', name });
}

/** One share for each owner of consumers, and one for the owner of the streams, which comes first. */
function sharesOf(described: DescribedMessaging): Share[] {
  const { name, owner, consumerOwners = {}, spec } = described;
  const first: Share = {
    name,
    owner,
    description: descriptionOf(described),
    streams: spec.streams.map(stream => stream.name),
    consumers: [],
  };
  const shares = new Map([[owner, first]]);
  for (const stream of spec.streams) {
    for (const { durableName } of stream.consumers ?? []) {
      const consumer = `${stream.name}/${durableName}`;
      const theirs = Object.hasOwn(consumerOwners, consumer)
        ? consumerOwners[consumer]
        : owner;
      const share = shares.get(theirs) ?? {
        name: nameFor(name, theirs),
        owner: theirs,
        description: `Consumers on the NATS broker ${described.broker}`,
        streams: [],
        consumers: [],
      };
      share.consumers.push(consumer);
      shares.set(theirs, share);
    }
  }
  return [...shares.values()];
}

function entity(
  { broker, account, brokerRef, system }: DescribedMessaging,
  { name, owner, description, streams, consumers }: Share,
) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name,
      description,
      annotations: {
        [NATS_BROKER_ANNOTATION]: broker,
        [NATS_ACCOUNT_ANNOTATION]: account || undefined,
        [NATS_STREAMS_ANNOTATION]: list(streams),
        [NATS_CONSUMERS_ANNOTATION]: list(consumers),
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
 * change: `catalog-info.yaml` with one entity for each owner, and `messaging.yaml`
 * with the spec, which can be pasted into the form again.
 *
 * @param described - with a spec in which nothing is wrong
 * @returns the files, where they are, the references of the entities, that of the owner of the streams first, and whose the consumers of other owners are
 * @public
 */
export function describeMessaging(described: DescribedMessaging): {
  files: RepositoryFiles;
  catalogInfoPath: string;
  entityRefs: string[];
  consumerOwners: { consumer: string; owner: string; entityRef: string }[];
} {
  const folder = folderOf(described);
  const shares = sharesOf(described);
  const catalogInfoPath = `${folder}/catalog-info.yaml`;
  const header = `# What ${described.name} wants of the NATS broker ${described.broker}.\n`;
  return {
    files: new Map([
      [
        catalogInfoPath,
        {
          content: shares
            .map(share => stringify(entity(described, share)))
            .join('---\n'),
        },
      ],
      [
        `${folder}/messaging.yaml`,
        { content: `${header}${stringify(described.spec)}` },
      ],
    ]),
    catalogInfoPath,
    entityRefs: shares.map(entityRefOf),
    consumerOwners: shares.slice(1).flatMap(share =>
      share.consumers.map(consumer => ({
        consumer,
        owner: share.owner,
        entityRef: entityRefOf(share),
      })),
    ),
  };
}
