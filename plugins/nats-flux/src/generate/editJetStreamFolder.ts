import { BrokerMessaging, Settings } from '../settings/Settings';
import { Draft, openIn, requireIn, saveIn } from './Draft';
import { editAccountObjects } from './editAccountObjects';
import { AssetKind } from './declaration';
import { editMessaging } from './editMessaging';
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
  const connections = openIn(draft, ACCOUNT_FILE);
  if (connections) {
    editAccountObjects(connections, settings, names);
    saveIn(draft, connections);
  }
  const { streams, keyValues, objectStores } = messaging;
  const { accounts } = settings;
  const kinds: { kind: AssetKind; path: string; wanted: boolean }[] = [
    {
      kind: 'Stream',
      path: 'jetstream/streams.yaml',
      wanted: streams.length > 0,
    },
    {
      kind: 'Consumer',
      path: 'jetstream/consumers.yaml',
      wanted: streams.some(stream => stream.consumers.length > 0),
    },
    {
      kind: 'KeyValue',
      path: 'jetstream/key-values.yaml',
      wanted: keyValues.length > 0,
    },
    {
      kind: 'ObjectStore',
      path: 'jetstream/object-stores.yaml',
      wanted: objectStores.length > 0,
    },
  ];
  for (const { kind, path, wanted } of kinds) {
    const file = wanted ? requireIn(draft, path) : openIn(draft, path);
    if (file) {
      const kept = { messaging, accounts, declaration };
      saveIn(draft, editMessaging(file, kind, kept, names));
    }
  }
}
