/** How far a changed value reaches: into the pods, into the servers' configuration, or neither. */
export type Reach = 'pods' | 'config' | 'none';

/** Parts of `config` that open or close a port, or mount something. */
const POD_KEYS = ['enabled', 'port', 'dir', 'secretName', 'cert', 'key'];

/** Branches of values that end in the pods, whatever they hold. */
const POD_BRANCHES = [
  ['container'],
  ['reloader'],
  ['promExporter'],
  ['podTemplate'],
  ['global', 'labels'],
  ['global', 'image'],
  ['tlsCA'],
  ['statefulSet', 'merge', 'spec', 'template'],
  ['configMap', 'name'],
  ['serviceAccount', 'enabled'],
  ['serviceAccount', 'name'],
];

/** Exceptions to those. */
const OUTSIDE_BRANCHES = [['promExporter', 'podMonitor']];

/** Branches of `config` that the chart hands to the server as they are. */
const SERVER_BRANCHES = ['merge', 'patch'];

/** Other objects of their own. */
const OUTSIDE_CONFIG = [
  ['config', 'websocket', 'ingress'],
  // Volume claim templates: the StatefulSet takes them or refuses them, the pods see neither.
  ['config', 'jetstream', 'fileStore', 'pvc'],
  ['config', 'resolver', 'pvc'],
];

/** Named `enabled` and kept in the configuration alone. */
const CONFIG_SWITCHES = [['config', 'jetstream', 'memoryStore']];

const startsWith = (path: readonly string[], start: readonly string[]) =>
  start.every((part, i) => path[i] === part);

/** What a value of the chart ends in (facts of chart 2.14.2, rendered). */
export function reachOf(path: readonly string[]): Reach {
  const within = (branches: string[][]) =>
    branches.some(branch => startsWith(path, branch));
  if (within(OUTSIDE_BRANCHES) || within(OUTSIDE_CONFIG)) {
    return 'none';
  }
  if (within(POD_BRANCHES)) {
    return 'pods';
  }
  if (path[0] !== 'config') {
    return 'none';
  }
  if (
    path.some(part => SERVER_BRANCHES.includes(part)) ||
    within(CONFIG_SWITCHES)
  ) {
    return 'config';
  }
  return POD_KEYS.includes(path[path.length - 1]) ? 'pods' : 'config';
}
