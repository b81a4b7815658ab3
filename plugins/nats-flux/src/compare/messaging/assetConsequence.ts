import { Consequence, ValueChange } from '../Consequence';
import { ObjectPair, RepositoryObject } from '../repository/RepositoryObject';
import { isSame } from '../repository/tree';
import { nameText } from '../text/objectName';
import { valueChange } from '../text/valueChange';
import { assetName, field } from './assets';

/** What rules for streams and consumers need to know beside the two states of one. */
export interface MessagingContext {
  /** The server's version afterwards, empty where the repository does not say it. */
  serverVersion: string;
  /** Streams of both states; where one is in both, as it was. */
  streams: ReadonlyMap<string, RepositoryObject>;
  /** Consumers before the change, by stream. */
  consumers: ReadonlyMap<string, readonly RepositoryObject[]>;
}

/** Finds the consequences of one kind of change of a stream or consumer. */
export type AssetRule = (
  pair: ObjectPair,
  context: MessagingContext,
) => Consequence[];

/** Kind, and name on the server. */
export function assetText(object: RepositoryObject): string {
  return `${object.kind} ${assetName(object)
    .split('/')
    .map(nameText)
    .join('/')}`;
}

/** What changed in fields of the spec, with the controller's defaults. */
export function fieldChanges(
  { before, after }: ObjectPair,
  names: readonly string[],
  defaults: Readonly<Record<string, unknown>> = {},
): ValueChange[] {
  return names
    .map(name => ({
      name,
      from: field(before, name) ?? defaults[name],
      to: field(after, name) ?? defaults[name],
    }))
    .filter(({ from, to }) => !isSame(from, to))
    .map(({ name, from, to }) => valueChange(['spec', name], from, to));
}

/** A consequence for an object of the JetStream controller. */
export function assetConsequence(
  object: RepositoryObject,
  rest: Omit<Consequence, 'file' | 'object'>,
): Consequence {
  return { ...rest, file: object.file, object: assetText(object) };
}
