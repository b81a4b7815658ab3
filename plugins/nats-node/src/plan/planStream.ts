import { isDeepStrictEqual } from 'node:util';
import { JetStreamConfig, SubjectTree } from '@nats-portal/plugin-nats-common';
import { ServerFacts } from '../jetstream/JetStreamApi';
import { normaliseStreamConfig } from '../jetstream/normaliseConfig';
import { CurrentAsset } from '../jetstream/readAssets';
import { AssetStep, toNewStep, toStep } from './AssetStep';
import { Consent, mayBeNew } from './Consent';
import { diffConfigs } from './diffConfigs';
import { isUnchanged } from './isUnchanged';
import { overlayStream } from './overlayConfig';
import { Ownership } from './ownership';
import { formatReasons } from './refusals/Refusal';
import { refusedStreamChange } from './refusals/refusedStream';
import { CapturedSubject, takenSubjects } from './refusals/takenSubjects';
import { costOfStream, leftBehind } from './refusals/unconfirmedLoss';
import { WantedStream } from './wantedAssets';

/** What a stream is planned by. */
export interface StreamSurroundings {
  facts: ServerFacts;
  ownership: Ownership;
  consent: Consent;
  /** What streams of the account capture that the spec does not name. */
  others: SubjectTree<CapturedSubject>;
  /** Names of the streams of the account that mirror a stream. */
  mirrorsOf(stream: string): string[];
  /** All consumers of the stream, where they were read. */
  consumers?: ReadonlyMap<string, CurrentAsset>;
}

/** Decides about one stream. */
export function planStream(
  wanted: WantedStream,
  current: CurrentAsset | undefined,
  surroundings: StreamSurroundings,
): AssetStep {
  if (isUnchanged(current, wanted, surroundings.ownership)) {
    return {
      planned: {
        kind: 'stream',
        stream: wanted.name,
        action: 'unchanged',
        changes: [],
      },
      config: current?.config ?? {},
    };
  }
  return planChangedStream(wanted, current, surroundings);
}

function planChangedStream(
  wanted: WantedStream,
  current: CurrentAsset | undefined,
  surroundings: StreamSurroundings,
): AssetStep {
  const { facts, others, consumers, ownership, consent } = surroundings;
  const place = { kind: 'stream', stream: wanted.name } as const;
  const subjectsOf = (config: JetStreamConfig) =>
    (normaliseStreamConfig(config).subjects ?? []) as string[];
  if (!current) {
    return toStep(place, wanted.complete(), {
      current,
      ownership,
      differences: [],
      refusals: takenSubjects(subjectsOf(wanted.complete()), others),
    });
  }
  const compare = (config: JetStreamConfig) =>
    diffConfigs(
      normaliseStreamConfig(current.config),
      normaliseStreamConfig(config),
    );
  const merged = overlayStream(current.config, wanted.named);
  const differences = current.offline ? [] : compare(merged);
  const refusals = refusedStreamChange({
    current,
    merged,
    differences,
    consumers,
    facts,
  });
  const cost = costOfStream(current, wanted.consumers);
  if (mayBeNew(wanted.name, refusals, consent)) {
    return toNewStep(place, wanted.complete(), {
      current,
      ownership,
      cost,
      differences: compare(wanted.complete()),
      refusals: [
        ...takenSubjects(subjectsOf(wanted.complete()), others),
        ...leftBehind(surroundings.mirrorsOf(wanted.name), consent.loss),
      ],
      why: formatReasons(refusals, { instead: false }),
      agreed: consent.loss,
    });
  }
  const subjects = subjectsOf(merged);
  return toStep(place, merged, {
    current,
    ownership,
    cost,
    differences,
    refusals: [
      ...refusals,
      ...(isDeepStrictEqual(subjects, subjectsOf(current.config))
        ? []
        : takenSubjects(subjects, others)),
    ],
  });
}
