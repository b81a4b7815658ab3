import { assetNames } from '../settings/assetNames';
import { Settings } from '../settings/Settings';

/** Nothing that a shell would read. */
const PLAIN = /^[A-Za-z0-9_./-]+$/;

/**
 * Names that the commands of the README may use, as variables of a shell, without
 * those that a repository has nothing for, or that a shell would read.
 */
export function readmeNames(settings: Settings): Record<string, string> {
  const { cluster, name, kedaNamespace, source, messaging, workers, accounts } =
    settings;
  const {
    kind,
    name: sourceName,
    namespace,
  } = source ?? {
    kind: 'GitRepository',
    name,
    namespace: undefined,
  };
  // A stream in memory has no backup.
  const at = messaging.streams.findIndex(
    stream => stream.storage === 'file' && PLAIN.test(stream.name),
  );
  const hasStream = at >= 0;
  const hasObject = hasStream && settings.provisioning === 'flux';
  const names: Record<string, string | undefined> = {
    CLUSTER: cluster,
    BROKER: name,
    SOURCE: [`${kind}/${sourceName}`, ...(namespace ? [namespace] : [])].join(
      '.',
    ),
    KEDA: workers.length > 0 ? kedaNamespace : undefined,
    STREAM: hasStream ? messaging.streams[at].name : undefined,
    STREAM_OBJECT: hasObject
      ? assetNames(messaging, accounts).streams[at]
      : undefined,
    WORKER: workers[0]?.name,
  };
  return Object.fromEntries(
    Object.entries(names).flatMap(([key, value]) =>
      value !== undefined && PLAIN.test(value) ? [[key, value]] : [],
    ),
  );
}
