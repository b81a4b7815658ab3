import { NATS_DECLARED_IN_METADATA } from '@nats-portal/plugin-nats-common';
import { YamlValue } from '../yaml/toNode';

/** What tells objects of the JetStream controller apart: the field of a name, by kind. */
const NAME_FIELDS = {
  Stream: 'name',
  Consumer: 'durableName',
  KeyValue: 'bucket',
  ObjectStore: 'bucket',
} as const;

/** A kind of what the controller makes. */
export type AssetKind = keyof typeof NAME_FIELDS;

/** What may be marked as declared; the controller's kind for key-value buckets has no metadata. */
export const MARKED_KINDS = ['Stream', 'Consumer', 'ObjectStore'] as const;

/** How what a repository declares is marked on the broker. */
export interface Declaration {
  /** Reference of the broker's entity. */
  broker: string;
  /** What is there without the mark, by `assetKey`: it stays so, since nobody asked for it there. */
  unmarked: ReadonlySet<string>;
}

/** Tells one asset of a broker from another. */
export function assetKey(
  kind: AssetKind,
  account: string,
  field: (name: string) => unknown,
): string {
  return JSON.stringify([
    kind,
    account,
    field('streamName') ?? null,
    field(NAME_FIELDS[kind]) ?? null,
  ]);
}

/** Metadata without the mark; nothing where nothing else is in it. */
export function withoutMark(
  metadata: Readonly<Record<string, YamlValue>>,
): Record<string, YamlValue> | undefined {
  const { [NATS_DECLARED_IN_METADATA]: _mark, ...rest } = metadata;
  return Object.keys(rest).length > 0 ? rest : undefined;
}

/**
 * The metadata of an asset with the mark of its repository. One that was pasted
 * with the asset was another's.
 */
export function markedMetadata(
  asset: { kind: AssetKind; key: string; metadata: YamlValue | undefined },
  { broker, unmarked }: Declaration,
): YamlValue | undefined {
  const own = withoutMark((asset.metadata ?? {}) as Record<string, YamlValue>);
  const isMarked =
    MARKED_KINDS.some(kind => kind === asset.kind) && !unmarked.has(asset.key);
  return isMarked ? { ...own, [NATS_DECLARED_IN_METADATA]: broker } : own;
}
