import {
  parseEntityRef,
  makeValidator,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { Finding } from '@nats-portal/plugin-nats-common';
import {
  explainBrokerName,
  explainCpu,
  explainHost,
  explainLabel,
  explainLayout,
  explainMemory,
  explainProvisioning,
  explainQuantity,
  explainServers,
  explainSubdomain,
} from './explain';
import { error, errorIf, quote } from './findings';
import { checkSource } from './formSource';
import { GenerateRequest } from './GenerateRequest';

/**
 * Longest name of a StatefulSet whose pods Kubernetes can label with
 * `controller-revision-hash`: 63 less a dash and a hash of 10.
 */
const MAX_NAME_LENGTH = 52;

const validator = makeValidator();

/**
 * Reads an entity reference and writes it in full, e.g. `group:default/team-a`.
 *
 * @returns `undefined` for a text that is none
 */
export function fullEntityRef(
  text: string,
  defaultKind: string,
): string | undefined {
  try {
    const ref = parseEntityRef(text, {
      defaultKind,
      defaultNamespace: 'default',
    });
    return validator.isValidKind(ref.kind) &&
      validator.isValidNamespace(ref.namespace) &&
      validator.isValidEntityName(ref.name)
      ? stringifyEntityRef(ref)
      : undefined;
  } catch {
    return undefined;
  }
}

function* checkRef(
  path: string,
  text: string | undefined,
  defaultKind: string,
  kinds: string[],
): Iterable<Finding> {
  if (!text) {
    return;
  }
  const ref = fullEntityRef(text, defaultKind);
  const example = `${kinds[0]}:default/${
    kinds[0] === 'group' ? 'team-a' : 'shop'
  }`;
  if (ref === undefined) {
    yield error(
      'settings-entity-ref',
      path,
      `${quote(text)} is no entity reference, such as ${example}`,
    );
  } else if (!kinds.includes(parseEntityRef(ref).kind)) {
    yield error(
      'settings-entity-ref',
      path,
      `${quote(text)} is no ${kinds.join(' or ')}, such as ${example}`,
    );
  }
}

/** What is wrong with the fields of a request, messaging aside. */
export function* checkRequest(
  request: GenerateRequest,
  name: string,
): Iterable<Finding> {
  const {
    cluster,
    broker = request.clusterBroker,
    owner,
    system,
    servers,
    storageSize,
    storageClass,
    memory,
    cpu,
    memoryStoreSize,
    provisioning,
    layout,
    monitoringHost,
  } = request;
  if (!cluster) {
    yield error('settings-cluster', 'cluster', 'is missing; choose a cluster');
  } else {
    yield* errorIf(
      'settings-cluster',
      'cluster',
      cluster,
      explainLabel(cluster),
    );
  }
  yield* errorIf(
    'settings-name',
    'name',
    name,
    explainLabel(name, MAX_NAME_LENGTH),
  );
  if (broker) {
    yield* errorIf(
      'settings-broker',
      'broker',
      broker,
      explainBrokerName(broker),
    );
  }
  if (!owner) {
    yield error('settings-entity-ref', 'owner', 'is missing; choose a group');
  }
  yield* checkRef('owner', owner, 'group', ['group', 'user']);
  yield* checkRef('system', system, 'system', ['system']);
  if (servers !== undefined && servers !== null) {
    yield* errorIf(
      'settings-servers',
      'servers',
      servers,
      explainServers(servers),
    );
  }
  const texts: [
    string,
    string | undefined,
    (text: string) => string | undefined,
  ][] = [
    ['storageSize', storageSize, explainQuantity],
    ['storageClass', storageClass, explainSubdomain],
    ['memory', memory, explainMemory],
    ['cpu', cpu, explainCpu],
    ['memoryStoreSize', memoryStoreSize, explainQuantity],
    ['provisioning', provisioning, explainProvisioning],
    ['layout', layout, explainLayout],
    ['monitoringHost', monitoringHost, explainHost],
  ];
  for (const [path, value, explain] of texts) {
    if (value?.trim()) {
      yield* errorIf(`settings-${path}`, path, value, explain(value));
    }
  }
  yield* checkSource(request);
}
