import { formatPath, InputPath } from '../../findings/formatPath';
import { quote } from '../../words';
import { error, warning } from '../rules/MessagingRule';
import { explainType } from './explainShape';
import { FoundAsset, FoundAssets } from './FoundAsset';
import { isObject } from './isObject';

/** The group of the JetStream controller's kinds. */
export const JETSTREAM_GROUP = 'jetstream.nats.io/';

/** How the controller connects, and how it keeps what it made. */
const OF_CONTROLLER = [
  'account',
  'creds',
  'nkey',
  'servers',
  'tls',
  'tlsFirst',
  'preventDelete',
  'preventUpdate',
];

const NAMES = ['name', 'bucket', 'durableName', 'streamName'];

/** What the controller makes of a field that is not written, where a messaging spec means something else (CRDs of controller 0.22). */
const OTHER_DEFAULTS: Record<string, Record<string, string>> = {
  Stream: { storage: 'memory', replicas: '1' },
  Consumer: { ackPolicy: 'none' },
  KeyValue: { replicas: '1' },
  ObjectStore: { replicas: '1' },
};

/** What of a manifest is the controller's, gathered over all of them so that it is said once. */
export interface ControllerFields {
  names: Set<string>;
  objects: number;
  first?: InputPath;
  accounts: Map<string, InputPath>;
}

function isBlank(value: unknown): boolean {
  return (
    value === null ||
    value === '' ||
    value === false ||
    (typeof value === 'object' && Object.keys(value).length === 0)
  );
}

function takeAside(
  spec: Record<string, unknown>,
  at: InputPath,
  aside: ControllerFields,
): Record<string, unknown> {
  const names = OF_CONTROLLER.filter(
    name => spec[name] !== undefined && !isBlank(spec[name]),
  );
  if (names.length > 0) {
    names.forEach(name => aside.names.add(name));
    aside.objects += 1;
    aside.first ??= [...at, names[0]];
  }
  const { account } = spec;
  if (typeof account === 'string' && account !== '') {
    aside.accounts.set(
      account,
      aside.accounts.get(account) ?? [...at, 'account'],
    );
  }
  // An empty text and null are how the controller's kinds leave a field out.
  return Object.fromEntries(
    Object.entries(spec).filter(
      ([name, value]) =>
        !OF_CONTROLLER.includes(name) &&
        (NAMES.includes(name) || (value !== '' && value !== null)),
    ),
  );
}

/** Takes in a manifest of one of the controller's kinds; its path leads to the manifest. */
export function findNackAsset(
  manifest: Record<string, unknown>,
  path: InputPath,
  found: FoundAssets,
  aside: ControllerFields,
): void {
  const { kind, spec } = manifest;
  const { findings } = found;
  const at = [...path, 'spec'];
  const defaults =
    typeof kind === 'string' && Object.hasOwn(OTHER_DEFAULTS, kind)
      ? OTHER_DEFAULTS[kind]
      : undefined;
  if (!defaults) {
    findings.push(
      warning(
        'js-left-out',
        formatPath([...path, 'kind']),
        `${quote(
          String(kind),
        )} is no stream, consumer or bucket, and is left out`,
      ),
    );
    return;
  }
  if (!isObject(spec)) {
    findings.push(
      error('js-shape', formatPath(at), explainType('object', spec)),
    );
    return;
  }
  const missing = Object.keys(defaults).filter(
    field => (spec[field] ?? '') === '',
  );
  if (missing.length > 0) {
    const said = missing.map(field => `${field} ${defaults[field]}`).join(', ');
    findings.push(
      warning(
        'js-other-default',
        formatPath(at),
        `says nothing of ${missing.join(
          ' and ',
        )}: the controller makes that ${said}, a messaging spec does not; write what is meant`,
      ),
    );
  }
  const { streamName, ...value } = takeAside(spec, at, aside);
  const asset: FoundAsset = { value, at, toInput: below => below };
  if (kind === 'Consumer') {
    if (typeof streamName !== 'string' || streamName === '') {
      findings.push(
        error(
          'js-consumer-stream',
          formatPath([...at, 'streamName']),
          explainType('string', streamName),
        ),
      );
      return;
    }
    found.consumers.push({
      ...asset,
      stream: streamName,
      streamAt: [...at, 'streamName'],
    });
    return;
  }
  if (kind === 'Stream') {
    found.streams.push(asset);
  } else {
    found[kind === 'KeyValue' ? 'keyValues' : 'objectStores'].push(asset);
  }
}

/** Says once what is left out of all manifests, and that they are of several accounts. */
export function explainControllerFields(
  { names, objects, first, accounts }: ControllerFields,
  found: FoundAssets,
): void {
  const [, other] = accounts;
  if (first) {
    found.findings.push(
      warning(
        'js-left-out',
        formatPath(first),
        `how the controller connects and keeps things is no part of a messaging spec: ${[
          ...names,
        ].join(', ')} of ${objects} ${
          objects === 1 ? 'object' : 'objects'
        } left out`,
      ),
    );
  }
  if (other) {
    found.findings.push(
      error(
        'js-account',
        formatPath(other[1]),
        `a messaging spec is of one account, and these are of ${[
          ...accounts.keys(),
        ]
          .map(quote)
          .join(', ')}; apply them one account at a time`,
      ),
    );
  }
}
