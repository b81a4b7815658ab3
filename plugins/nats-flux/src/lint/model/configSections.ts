import { natsConf } from '../schemas/natsConf';
import { ChartObject } from './chartObjects';
import { KeyPath } from './data';
import { UNKNOWN } from './jsonPatch';
import { isOn, NatsRelease } from './NatsRelease';

/** Listeners beside that of clients, with what the chart writes into their section. */
const LISTENERS = {
  cluster: ['name', 'port', 'no_advertise', 'routes', 'tls'],
  gateway: ['name', 'port', 'tls'],
  leafnodes: ['port', 'no_advertise', 'tls'],
  mqtt: ['port', 'tls'],
  websocket: ['port', 'no_tls', 'tls'],
} as const;

type Listener = keyof typeof LISTENERS;

const LISTENER_NAMES = Object.keys(LISTENERS) as Listener[];

const ALWAYS = [
  'lame_duck_duration',
  'lame_duck_grace_period',
  'pid_file',
  'port',
  'server_name',
];

function known(...keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(keys.map(key => [key, UNKNOWN]));
}

function on(...path: string[]): ChartObject['enabled'] {
  return { path: ['config', ...path, 'enabled'], otherwise: false };
}

/** Sections that are written where something is on. */
function writtenSections({ values }: NatsRelease): string[] {
  const sections: [section: string, switched: KeyPath, otherwise: boolean][] = [
    ['tls', ['nats', 'tls'], false],
    ['jetstream', ['jetstream'], false],
    ['resolver', ['resolver'], false],
    ['prof_port', ['profiling'], false],
    ['http_port', ['monitor'], true],
    ['https_port', ['monitor'], true],
    ...LISTENER_NAMES.map<[string, KeyPath, boolean]>(name => [
      name,
      [name],
      false,
    ]),
  ];
  return sections.flatMap(([section, path, otherwise]) =>
    isOn(values, ['config', ...path, 'enabled'], otherwise) ? [section] : [],
  );
}

/** The parts of nats.conf that `merge` and `patch` of the chart's values change. */
export function configSections(release: NatsRelease): ChartObject[] {
  return [
    {
      path: ['config'],
      schema: natsConf.top,
      rendered: known(...ALWAYS, ...writtenSections(release)),
    },
    {
      path: ['config', 'jetstream'],
      enabled: on('jetstream'),
      schema: natsConf.jetstream,
      rendered: known('max_file_store', 'max_memory_store', 'store_dir'),
    },
    {
      path: ['config', 'resolver'],
      enabled: on('resolver'),
      schema: natsConf.resolver,
      rendered: known('dir', 'type'),
    },
    ...LISTENER_NAMES.map(name => ({
      path: ['config', name],
      enabled: on(name),
      schema: natsConf[name],
      rendered: known(...LISTENERS[name]),
    })),
    ...['nats', ...LISTENER_NAMES].map(name => ({
      path: ['config', name, 'tls'],
      enabled: on(name, 'tls'),
      schema: natsConf.tls,
      rendered: known('ca_file', 'cert_file', 'key_file'),
    })),
  ];
}
