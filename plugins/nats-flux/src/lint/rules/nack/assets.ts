import {
  keyValueStream,
  objectStoreStream,
} from '@nats-portal/plugin-nats-common';
import { textAt, valueAt } from '../../model/data';
import { Manifest } from '../../model/Manifest';
import { GROUPS } from '../../model/Repository';
import { error, RepositoryRule, warning } from '../../RepositoryRule';
import { ASSETS, specPath, STORES } from './NackRule';

/** What tells whose stream a stream is. */
function connectionOf({ data, namespace }: Manifest): string {
  return JSON.stringify([
    namespace,
    valueAt(data, specPath('account')),
    valueAt(data, specPath('servers')),
    valueAt(data, specPath('jsDomain')),
  ]);
}

/** The stream of a store: the server keeps buckets in streams as well. */
function streamNameOf({ data, kind }: Manifest): string | undefined {
  if (kind === 'Stream') {
    return textAt(data, specPath('name'));
  }
  const bucket = textAt(data, specPath('bucket'));
  if (bucket === undefined) {
    return undefined;
  }
  return kind === 'KeyValue'
    ? keyValueStream(bucket)
    : objectStoreStream(bucket);
}

function assetOf(manifest: Manifest): string | undefined {
  const { data, kind } = manifest;
  if (kind !== 'Consumer') {
    const name = streamNameOf(manifest);
    return name === undefined ? undefined : `Stream ${name}`;
  }
  const stream = textAt(data, specPath('streamName'));
  const durable = textAt(data, specPath('durableName'));
  return stream && durable ? `Consumer ${durable} of ${stream}` : undefined;
}

/** nack-duplicate-asset: two objects that overwrite each other. */
const duplicates: RepositoryRule = function* duplicates({ of }) {
  const first = new Map<string, Manifest>();
  for (const manifest of of(GROUPS.jetStream, ...ASSETS)) {
    const asset = assetOf(manifest);
    const key = `${connectionOf(manifest)} ${asset}`;
    const earlier = first.get(key);
    if (asset !== undefined && earlier) {
      yield error(
        'nack-duplicate-asset',
        manifest,
        ['spec'],
        `${asset} is declared in ${earlier.file} already (${earlier.kind} ${earlier.name}), and the two overwrite each other for ever; remove one`,
      );
    } else {
      first.set(key, manifest);
    }
  }
};

/** nack-name-mismatch: consumers that land elsewhere than their stream. */
const together: RepositoryRule = function* together({ of }) {
  const streams = of(GROUPS.jetStream, ...STORES);
  const byName = new Map<string, Manifest[]>();
  for (const stream of streams) {
    const name = streamNameOf(stream) ?? '';
    byName.set(name, [...(byName.get(name) ?? []), stream]);
  }
  for (const consumer of of(GROUPS.jetStream, 'Consumer')) {
    const name = textAt(consumer.data, specPath('streamName'));
    const candidates = byName.get(name ?? '') ?? [];
    if (
      candidates.length > 0 &&
      !candidates.some(
        stream => connectionOf(stream) === connectionOf(consumer),
      )
    ) {
      yield warning(
        'nack-name-mismatch',
        consumer,
        specPath('streamName'),
        `the stream ${name} connects otherwise (namespace, account, servers or jsDomain), so the consumer is made somewhere else or not at all; write the same`,
      );
    }
  }
};

/** Rules about objects that mean the same thing on the server, or should. */
export const nackAssetRules = [duplicates, together];
