import { checkMessaging, Finding } from '@nats-portal/plugin-nats-common';
import { isSetAt, textAt } from '../../model/data';
import { natsTriggers } from '../../model/natsTriggers';
import { placeIn } from '../../model/place';
import { GROUPS, Repository } from '../../model/Repository';
import { RepositoryFinding } from '../../RepositoryFinding';
import { error, RepositoryRule } from '../../RepositoryRule';
import { streamInput } from './messagingInput';
import { targetOf, withPlaces } from './messagingPlaces';
import { keyOf, StreamObject, streamObjects } from './StreamObject';

/** What rules of this repository's own kinds say better, or what their shape says already. */
const SAID_ELSEWHERE = new Set([
  'js-shape',
  'js-unknown-field',
  'js-duplicate-asset',
]);

/** Subjects of a mirror, or of a stream with sources, are those of others. */
const ABOUT_SUBJECTS = new Set([
  'js-no-subjects',
  'js-filter-outside',
  'js-workqueue-gap',
]);

function isOfOthers({ manifest: { data } }: StreamObject): boolean {
  return (
    isSetAt(data, ['spec', 'mirror']) || isSetAt(data, ['spec', 'sources'])
  );
}

function placed(
  finding: Finding,
  streams: readonly StreamObject[],
): RepositoryFinding[] {
  const target = targetOf(finding.path, streams);
  if (
    !target ||
    SAID_ELSEWHERE.has(finding.id) ||
    (ABOUT_SUBJECTS.has(finding.id) && isOfOthers(target.stream))
  ) {
    return [];
  }
  return [
    {
      ...finding,
      message: withPlaces(finding.message, streams),
      ...placeIn(target.manifest, target.path),
    },
  ];
}

/** Servers of the broker, where the repository leaves no doubt which it is. */
function serversOf({ natsReleases }: Repository): number | undefined {
  const counts = new Set(natsReleases.map(({ servers }) => servers));
  const [servers] = counts;
  return counts.size === 1 && Number.isInteger(servers) ? servers : undefined;
}

/** All rules of a messaging spec, asked about the objects of the JetStream controller. */
const messaging: RepositoryRule = function* messaging(repository) {
  const { accounts, orphans } = streamObjects(repository);
  const servers = serversOf(repository);
  for (const streams of accounts) {
    const { findings } = checkMessaging(
      { streams: streams.map(streamInput) },
      { servers },
    );
    for (const finding of findings) {
      yield* placed(finding, streams);
    }
  }
  for (const manifest of orphans) {
    yield error(
      'js-consumer-stream',
      manifest,
      ['spec', 'streamName'],
      `no Stream of this account is declared as ${
        textAt(manifest.data, ['spec', 'streamName']) ?? 'nothing'
      }: the server refuses the consumer until there is one (10059); mend the name, or declare the stream`,
    );
  }
};

/** keda-push-no-group: every replica would get every message. */
const pushGroups: RepositoryRule = function* pushGroups(repository) {
  const scaled = new Set(
    natsTriggers(repository).map(({ stream, consumer }) =>
      keyOf(stream, consumer),
    ),
  );
  for (const manifest of repository.of(GROUPS.jetStream, 'Consumer')) {
    const { data } = manifest;
    const key = keyOf(
      textAt(data, ['spec', 'streamName']),
      textAt(data, ['spec', 'durableName']),
    );
    if (
      scaled.has(key) &&
      isSetAt(data, ['spec', 'deliverSubject']) &&
      !isSetAt(data, ['spec', 'deliverGroup'])
    ) {
      yield error(
        'keda-push-no-group',
        manifest,
        ['spec', 'deliverSubject'],
        'the server pushes every message to every worker, so more of them do the same work again; add deliverGroup, or leave deliverSubject out',
      );
    }
  }
};

/** Rules about streams and consumers, whoever wrote them. */
export const jetStreamRules: RepositoryRule[] = [messaging, pushGroups];
