import { Finding } from '../../findings/Finding';
import { formatPath, InputPath } from '../../findings/formatPath';
import { error } from '../rules/MessagingRule';

/** A stream, consumer or bucket in an input of whatever kind, in the shape of a messaging spec. */
export interface FoundAsset {
  value: unknown;
  /** Where its fields stand in the input. */
  at: InputPath;
  /** What a path below the asset is called there. */
  toInput: (path: InputPath) => InputPath;
}

/** A consumer that names its stream. */
export interface FoundConsumer extends FoundAsset {
  stream: string;
  /** Where the stream is named. */
  streamAt: InputPath;
}

/** Everything that was found in an input. */
export interface FoundAssets {
  streams: FoundAsset[];
  consumers: FoundConsumer[];
  keyValues: FoundAsset[];
  objectStores: FoundAsset[];
  findings: Finding[];
}

/** Says that something of an input would be lost. */
export function lostField(path: InputPath): Finding {
  return error(
    'js-unknown-field',
    formatPath(path),
    'has no place in a messaging spec and would be lost',
  );
}
