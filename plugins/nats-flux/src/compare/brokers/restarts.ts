import { Consequence } from '../Consequence';
import { isSame, valueAt } from '../repository/tree';
import { step } from '../text/step';
import { valueChange } from '../text/valueChange';
import { leafPaths } from './leaves';
import { inNatsBox, restartPods } from './natsBox';
import { reachOf } from './reach';
import {
  Release,
  ReleasePair,
  rollsOnConfig,
  valueOf,
  VALUES,
} from './Release';
import {
  changesAt,
  releaseConsequence,
  ReleaseRule,
} from './releaseConsequence';
import { isNewBroker } from './renames';

const MONITOR_PORTS = [
  'http',
  'http_port',
  'https',
  'https_port',
  'monitor_port',
];

/** What a running server refuses to change, and with it all else (nats-server 2.15.1, run). */
const NOT_BY_RELOAD = [
  ...MONITOR_PORTS.map(key => ['config', 'merge', key]),
  ['config', 'merge', 'server_name'],
  ['config', 'merge', 'store_dir'],
  ['config', 'merge', 'jetstream', 'store_dir'],
  ['config', 'jetstream', 'merge', 'store_dir'],
];

/** Values whose meaning another one switches on: without it the chart reads none of them. */
const SWITCHES = [
  ['config', 'cluster'],
  ['config', 'jetstream'],
  ['config', 'jetstream', 'fileStore'],
  ['config', 'jetstream', 'memoryStore'],
  ['config', 'leafnodes'],
  ['config', 'websocket'],
  ['config', 'mqtt'],
  ['config', 'gateway'],
  ['config', 'monitor'],
  ['config', 'profiling'],
  ['config', 'resolver'],
  ['config', 'nats', 'tls'],
  ['config', 'cluster', 'tls'],
  ['tlsCA'],
  ['reloader'],
  ['promExporter'],
];

function isRead(release: Release, path: readonly string[]): boolean {
  return SWITCHES.filter(branch =>
    branch.every((part, i) => path[i] === part),
  ).every(
    branch =>
      (path.length === branch.length + 1 &&
        path[branch.length] === 'enabled') ||
      valueOf(release, [...branch, 'enabled']) === true,
  );
}

function changedPaths({ before, after }: ReleasePair): (readonly string[])[] {
  const written = new Map(
    [...leafPaths(before.values), ...leafPaths(after.values)].map(path => [
      JSON.stringify(path),
      path,
    ]),
  );
  return [...written.values()].filter(
    path =>
      !isSame(valueOf(before, path), valueOf(after, path)) &&
      (isRead(before, path) || isRead(after, path)),
  );
}

function refusedReload(pair: ReleasePair): Consequence[] {
  const changes = NOT_BY_RELOAD.filter(
    path =>
      !isSame(
        valueAt(pair.before.values, path),
        valueAt(pair.after.values, path),
      ),
  ).map(path =>
    valueChange(
      [...VALUES, ...path],
      valueAt(pair.before.values, path),
      valueAt(pair.after.values, path),
    ),
  );
  return changes.length === 0
    ? []
    : [
        releaseConsequence(pair, {
          id: 'change-reload-refused',
          severity: 'warning',
          outcome: 'reload-refused',
          changes,
          consequence:
            'A running server does not take this up and refuses the whole reload: nothing of the new configuration applies, and only a line in its log says so. Helm and Flux report success.',
          procedure: [
            step('Restart the pods after the change.', restartPods(pair.after)),
            step(
              'Compare `config_load_time` and `config_digest` of all servers at `/varz` of the monitoring port.',
            ),
          ],
        }),
      ];
}

/** `change-pods-roll`, `change-reload`, `change-reload-refused`: how a change reaches the servers. */
export const restarts: ReleaseRule = pair => {
  if (isNewBroker(pair)) {
    return [];
  }
  const { after } = pair;
  const paths = changedPaths(pair);
  const reaching = (reach: string) =>
    paths.filter(path => reachOf(path) === reach);
  const config = reaching('config');
  const checksum = rollsOnConfig(after);
  const pods = checksum ? [...reaching('pods'), ...config] : reaching('pods');
  const consequences: Consequence[] = [];
  if (pods.length > 0) {
    consequences.push(
      releaseConsequence(pair, {
        id: 'change-pods-roll',
        severity: 'info',
        outcome: 'pods-roll',
        changes: changesAt(pair, pods),
        consequence:
          'All pods restart, one after another; each waits until the one before has recovered its streams. Clients reconnect, leaders move.',
        procedure: [
          step(
            'See first that every stream has all its replicas: one that has not stops while the wrong server restarts.',
            inNatsBox(pair.before, 'stream report'),
          ),
        ],
      }),
    );
  } else if (config.length > 0) {
    const refused = refusedReload(pair);
    consequences.push(
      ...(refused.length > 0
        ? refused
        : [
            releaseConsequence(pair, {
              id: 'change-reload',
              severity: 'info',
              outcome: 'reload',
              changes: changesAt(pair, config),
              consequence:
                'The servers take it up without a restart. A mistake in it would be refused in silence and show at the next restart.',
              procedure: [],
            }),
          ]),
    );
  }
  return consequences;
};
