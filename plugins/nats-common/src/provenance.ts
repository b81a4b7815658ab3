/**
 * Names who is answerable for a stream or consumer, in its metadata: the reference of a group or user.
 *
 * @public
 */
export const NATS_OWNER_METADATA = 'nats.io/owner';

/**
 * Names the entity that a stream or consumer was made for, in its metadata.
 *
 * @public
 */
export const NATS_ENTITY_METADATA = 'nats.io/entity';

/**
 * Names the template that made a stream or consumer, in its metadata.
 *
 * @public
 */
export const NATS_TEMPLATE_METADATA = 'nats.io/template';

/**
 * Names the user for whom a stream or consumer was made, in its metadata.
 *
 * @public
 */
export const NATS_CREATOR_METADATA = 'nats.io/created-by';

/**
 * Names the task of the scaffolder that made a stream or consumer, in its metadata.
 *
 * @public
 */
export const NATS_TASK_METADATA = 'nats.io/task';

/**
 * Names the broker in whose repository a stream or consumer is declared, in its metadata:
 * Flux makes it from there.
 *
 * @public
 */
export const NATS_DECLARED_IN_METADATA = 'nats.io/declared-in';

/**
 * Where a stream or consumer comes from; each the reference of an entity, but for the task.
 *
 * @public
 */
export interface Provenance {
  /** Who may change it. */
  owner?: string;
  entity?: string;
  template?: string;
  creator?: string;
  /** Id of the task that made it. */
  task?: string;
  /** The broker whose repository declares it; what the portal makes is declared in none. */
  declaredIn?: string;
}

const KEYS = {
  owner: NATS_OWNER_METADATA,
  entity: NATS_ENTITY_METADATA,
  template: NATS_TEMPLATE_METADATA,
  creator: NATS_CREATOR_METADATA,
  task: NATS_TASK_METADATA,
  declaredIn: NATS_DECLARED_IN_METADATA,
} satisfies Record<keyof Provenance, string>;

const names = Object.keys(KEYS) as (keyof Provenance)[];
const known = new Set<string>(Object.values(KEYS));

/**
 * Whether a key of metadata says where an asset comes from, and is no wish of a spec.
 *
 * @public
 */
export function isProvenanceKey(key: string): boolean {
  return known.has(key);
}

/**
 * Provenance as the metadata of a stream or consumer.
 *
 * @public
 */
export function toProvenanceMetadata(
  provenance: Provenance,
): Record<string, string> {
  return Object.fromEntries(
    names.flatMap(name => {
      const value = provenance[name];
      return value ? [[KEYS[name], value]] : [];
    }),
  );
}

/**
 * Reads what metadata says of where an asset comes from.
 *
 * @param metadata - of a stream or consumer, as a broker holds it
 * @public
 */
export function readProvenance(metadata: unknown): Provenance {
  const held = (
    typeof metadata === 'object' && metadata !== null ? metadata : {}
  ) as Record<string, unknown>;
  return Object.fromEntries(
    names.flatMap(name => {
      const value = Object.hasOwn(held, KEYS[name]) ? held[KEYS[name]] : '';
      return typeof value === 'string' && value ? [[name, value]] : [];
    }),
  );
}
