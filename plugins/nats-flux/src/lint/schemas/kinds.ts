import { Manifest } from '../model/Manifest';
import { Definitions } from './compareSchema';
import { JsonSchema } from './JsonSchema';
import generated from './generatedKinds.json';

/**
 * Schemas of kinds by `apiVersion/kind`, with what they share; made by
 * `npm run schemas` of the types of a kept library.
 */
export const kindDefinitions = generated.definitions as unknown as Definitions;

/** The schema of an object's kind and version, where they are known. */
export function schemaOfKind({
  group,
  version,
  kind,
}: Pick<Manifest, 'group' | 'version' | 'kind'>): JsonSchema | undefined {
  const name = `${group && `${group}/`}${version}/${kind}`;
  return Object.hasOwn(kindDefinitions, name)
    ? kindDefinitions[name]
    : undefined;
}
