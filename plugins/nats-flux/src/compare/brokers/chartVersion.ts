import { quote } from '../../settings/findings';
import { isSame, valueAt } from '../repository/tree';
import { step } from '../text/step';
import { valueChange } from '../text/valueChange';
import { compareVersions, isOlder } from '../versions';
import { inNatsBox } from './natsBox';
import { ReleasePair } from './Release';
import { releaseConsequence, ReleaseRule } from './releaseConsequence';
import { isNewBroker } from './renames';

const VERSION = ['spec', 'chart', 'spec', 'version'];

/** Where the chart is from. */
const SOURCES = [
  VERSION,
  ['spec', 'chart', 'spec', 'chart'],
  ['spec', 'chart', 'spec', 'sourceRef'],
  ['spec', 'chartRef'],
];

/** What a version brings that nobody asked for. */
const NEWS: [since: string, text: string][] = [
  [
    '2.12.4',
    'From 2.12.4 on a changed configuration no longer restarts the pods unless `podTemplate.configChecksumAnnotation` is true.',
  ],
  [
    '2.15.0',
    'From 2.15 on a stream takes 1000 consumers unless it has a positive `maxConsumers`; the next one is refused (10026).',
  ],
];

function newsBetween({ before, after }: ReleasePair): string[] {
  return NEWS.filter(
    ([since]) =>
      isOlder(before.chartVersion, since) &&
      compareVersions(after.chartVersion, since) !== undefined &&
      !isOlder(after.chartVersion, since),
  ).map(([, text]) => text);
}

const minorOf = (version: string) => /^v?\d+\.(\d+)\./.exec(version)?.[1] ?? '';

/** `change-chart`: another version of the chart, and with it of the server. */
export const chartVersion: ReleaseRule = pair => {
  const { before, after } = pair;
  const changes = SOURCES.map(path => ({
    path,
    from: valueAt(before.object.content, path),
    to: valueAt(after.object.content, path),
  }))
    .filter(({ from, to }) => !isSame(from, to))
    .map(({ path, from, to }) => valueChange(path, from, to));
  if (changes.length === 0 || isNewBroker(pair)) {
    return [];
  }
  const order = compareVersions(after.chartVersion, before.chartVersion);
  const older = order !== undefined && order < 0;
  const steps =
    Number(minorOf(after.chartVersion)) - Number(minorOf(before.chartVersion));
  return [
    releaseConsequence(pair, {
      id: 'change-chart',
      severity: 'warning',
      outcome: 'pods-roll',
      changes,
      consequence: [
        'All pods restart, one after another: the version of the chart is in their labels, and it is the version of the server.',
        ...newsBetween(pair),
        ...(older
          ? [
              'An older server cannot run streams that use what only the newer one knows.',
            ]
          : []),
        ...(after.chartVersion && order === undefined
          ? [
              `${quote(
                after.chartVersion,
              )} is no exact version, so Flux walks on to later ones by itself.`,
            ]
          : []),
      ].join(' '),
      procedure: [
        step('Read the release notes of the chart and of the server.'),
        ...(steps > 2
          ? [
              step(
                'Go by one minor release at a time, each in a change of its own.',
              ),
            ]
          : []),
        step(
          'See first that every stream has all its replicas, and again after each step.',
          inNatsBox(before, 'stream report'),
        ),
      ],
    }),
  ];
};
