import { BrokerMessaging, Settings } from '../settings/Settings';
import { Draft, openIn, requireIn, saveIn } from './Draft';
import { editAccountObjects } from './editAccountObjects';
import {
  editConsumers,
  editKeyValues,
  editObjectStores,
  editStreams,
} from './editMessaging';
import { brokerEntityRef } from './entityRefs';
import { SkeletonNames } from './SkeletonNames';

/** How the JetStream controller connects. */
export const ACCOUNT_FILE = 'jetstream/account.yaml';

/** What the repository holds of the messaging spec: nothing where the portal makes it. */
export function keptByFlux({
  messaging,
  provisioning,
}: Settings): BrokerMessaging {
  return provisioning === 'portal'
    ? { streams: [], keyValues: [], objectStores: [] }
    : messaging;
}

/** True where there is nothing for the JetStream controller to make. */
export function isIdle(settings: Settings): boolean {
  const { streams, keyValues, objectStores } = keptByFlux(settings);
  return [streams, keyValues, objectStores].every(list => list.length === 0);
}

/** Makes what the settings ask for of the folder `jetstream/`. */
export function editJetStreamFolder(
  draft: Draft,
  settings: Settings,
  { names, unmarked }: { names: SkeletonNames; unmarked: ReadonlySet<string> },
): void {
  const messaging = keptByFlux(settings);
  const declaration = { broker: brokerEntityRef(settings), unmarked };
  const { streams, keyValues, objectStores } = messaging;
  const connections = openIn(draft, ACCOUNT_FILE);
  if (connections) {
    editAccountObjects(connections, settings, names);
    saveIn(draft, connections);
  }
  for (const { path, edit, wanted } of [
    {
      path: 'jetstream/streams.yaml',
      edit: editStreams,
      wanted: streams.length > 0,
    },
    {
      path: 'jetstream/consumers.yaml',
      edit: editConsumers,
      wanted: streams.some(stream => stream.consumers.length > 0),
    },
    {
      path: 'jetstream/key-values.yaml',
      edit: editKeyValues,
      wanted: keyValues.length > 0,
    },
    {
      path: 'jetstream/object-stores.yaml',
      edit: editObjectStores,
      wanted: objectStores.length > 0,
    },
  ]) {
    const file = wanted ? requireIn(draft, path) : openIn(draft, path);
    if (file) {
      const { accounts } = settings;
      const kept = { messaging, accounts, declaration };
      saveIn(draft, { path, documents: edit(file, kept, names) });
    }
  }
}
