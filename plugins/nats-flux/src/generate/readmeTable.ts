import { AccountSetting, Settings } from '../settings/Settings';
import { clientUrl } from './addresses';
import { readmeNames } from './readmeNames';

const BEGIN = '<!-- settings:begin -->';
const END = '<!-- settings:end -->';

/** Makes text that Markdown shows as it is, in a cell of a table. */
function cell(text: string): string {
  return text
    .replace(/[\\`*_[\]|<>&~$]/g, character => `\\${character}`)
    .replace(/\s+/g, ' ');
}

function issuerText({ issuer }: Settings): string {
  return issuer.kind === 'SelfSigned'
    ? 'an authority of its own, in its namespace'
    : `${issuer.kind} ${issuer.name}`;
}

function copiesText({ messaging, storageCopies }: Settings): string {
  const { streams, keyValues, objectStores } = messaging;
  const replicas = Math.max(
    0,
    ...[...streams, ...keyValues, ...objectStores].map(each => each.replicas),
  );
  return storageCopies > 1
    ? `${
        replicas * storageCopies
      }: ${replicas} by NATS, ${storageCopies} of each by the storage`
    : `${replicas}`;
}

/** Most brokers have none, and then nobody misses the row. */
function listRow(title: string, names: readonly string[]): [string, string][] {
  return names.length > 0 ? [[title, names.join(', ')]] : [];
}

function accountText({ name, maxFileStore, maxMemoryStore }: AccountSetting) {
  const limits = [
    ...(maxFileStore ? [`${maxFileStore} of the storage`] : []),
    ...(maxMemoryStore ? [`${maxMemoryStore} of the memory store`] : []),
  ];
  return limits.length > 0 ? `${name} (at most ${limits.join(', ')})` : name;
}

/** Nothing for the one account that most brokers have. */
function accountTexts({ accounts }: Settings): string[] {
  const texts = accounts.map(accountText);
  return texts.length > 1 || texts[0] !== accounts[0].name ? texts : [];
}

function rows(settings: Settings): [string, string][] {
  const { accounts, cluster, messaging, name, servers, workers } = settings;
  const [first] = accounts;
  const inAccount = (account: string, asset: string) =>
    account === first.name ? asset : `${account} ${asset}`;
  const streams = messaging.streams.map(stream =>
    inAccount(stream.account, stream.name),
  );
  return [
    ['Cluster', cluster],
    ['Release and namespace', name],
    ['Owner', settings.owner],
    ['Servers', `${servers}`],
    ['Each server', `${settings.cpu} CPU, ${settings.memory} memory`],
    [
      'Storage of each server',
      `${settings.storageSize}, ${
        settings.storageClass ?? "the cluster's default class"
      }`,
    ],
    ['Copies of each message, at most', copiesText(settings)],
    ['Certificates from', issuerText(settings)],
    [
      'Monitoring port 8222',
      settings.monitoringTls ? 'HTTPS' : 'HTTP, closed by NetworkPolicy',
    ],
    [
      'Monitoring pages for people',
      settings.monitoringHost ? `https://${settings.monitoringHost}` : 'none',
    ],
    ['Clients connect to', clientUrl(settings)],
    ...listRow('Accounts', accountTexts(settings)),
    ['Streams', streams.join(', ') || 'none'],
    ...listRow(
      'Key-value buckets',
      messaging.keyValues.map(({ account, bucket }) =>
        inAccount(account, bucket),
      ),
    ),
    ...listRow(
      'Object stores',
      messaging.objectStores.map(({ account, bucket }) =>
        inAccount(account, bucket),
      ),
    ),
    [
      'Streams and buckets are made by',
      settings.provisioning === 'portal'
        ? 'the portal, by nats:messaging:apply; this repository holds none'
        : 'Flux, from jetstream/',
    ],
    ['Workers', workers.map(worker => worker.name).join(', ') || 'none'],
  ];
}

/**
 * Writes the table of settings into a README, between its two markers; a README
 * without them stays as it is. The names in the commands below the table come
 * from shell variables, set in the block that follows it.
 */
export function withReadmeTable(readme: string, settings: Settings): string {
  const begin = readme.indexOf(BEGIN);
  const end = readme.indexOf(END);
  if (begin < 0 || end < begin) {
    return readme;
  }
  const table = [
    '| | |',
    '| --- | --- |',
    ...rows(settings).map(([key, value]) => `| ${key} | ${cell(value)} |`),
  ];
  const used = Object.entries(readmeNames(settings)).filter(([name]) =>
    new RegExp(`\\$${name}\\b`).test(readme),
  );
  const variables = [
    '```sh',
    '# Names that the commands below use.',
    `export ${used.map(([name, value]) => `${name}=${value}`).join(' ')}`,
    '```',
    '',
  ];
  return [
    readme.slice(0, begin) + BEGIN,
    '',
    ...table,
    '',
    ...(used.length > 0 ? variables : []),
    readme.slice(end),
  ].join('\n');
}
