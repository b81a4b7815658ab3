import { InputError } from '@backstage/errors';
import { createHash } from 'node:crypto';
import { Document, isMap, isScalar, Scalar } from 'yaml';
import { brokerEntityName } from '../settings/entityNames';
import { Settings } from '../settings/Settings';
import { mapTextIn, setIn } from '../yaml/edit';
import { renamed } from '../yaml/renamed';
import { isKind, YamlFile } from '../yaml/YamlFile';
import { SkeletonNames } from './SkeletonNames';

interface Dashboard {
  uid?: string;
  title?: string;
  templating?: { list?: { name?: string; query?: string }[] };
}

/** Hexadecimal digits of a dashboard's identity; Grafana takes 40 characters in all. */
const UID_LENGTH = 16;

function parseDashboard(text: string, where: string): Dashboard {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null) {
      return parsed;
    }
  } catch {
    // Said below.
  }
  throw new InputError(`The skeleton's ${where} is no JSON object`);
}

function editVariables({ templating }: Dashboard, namespace: string): void {
  for (const variable of templating?.list ?? []) {
    if (variable.name === 'namespace') {
      variable.query = namespace;
    }
  }
}

function editData(
  document: Document,
  path: string,
  settings: Settings,
  names: SkeletonNames,
): void {
  const data = document.get('data', true);
  if (!isMap(data)) {
    return;
  }
  const broker = brokerEntityName(settings);
  const own = `${brokerEntityName(names)}.json`;
  for (const { key, value } of data.items) {
    if (!isScalar(key) || !isScalar(value) || !/\.json$/.test(`${key.value}`)) {
      continue;
    }
    const dashboard = parseDashboard(
      String(value.value),
      `${path}, ${key.value}`,
    );
    editVariables(dashboard, settings.name);
    if (key.value === own) {
      // The sidecar puts the files of all namespaces into one folder.
      key.value = `${broker}.json`;
      dashboard.title = `NATS: ${settings.name} on ${settings.cluster}`;
      dashboard.uid = `nats-${createHash('sha256')
        .update(broker)
        .digest('hex')
        .slice(0, UID_LENGTH)}`;
    }
    value.value = `${JSON.stringify(dashboard, null, 2)}\n`;
    value.type = Scalar.BLOCK_LITERAL;
  }
}

/** True where somebody takes up dashboards, and has a Prometheus to ask. */
export function wantsDashboard({ grafana, prometheus }: Settings): boolean {
  return grafana !== 'none' && prometheus !== 'none';
}

/** Makes the dashboard what the settings ask for; without a Grafana none remains. */
export function editDashboard(
  file: YamlFile,
  settings: Settings,
  names: SkeletonNames,
): void {
  const { grafana } = settings;
  if (grafana === 'none' || !wantsDashboard(settings)) {
    file.documents = [];
    return;
  }
  for (const document of file.documents) {
    if (isKind(document, 'ConfigMap')) {
      mapTextIn(document, ['metadata', 'name'], text =>
        renamed(text, names.name, settings.name),
      );
      setIn(document, ['metadata', 'labels'], grafana.labels);
      editData(document, file.path, settings, names);
    }
  }
}
