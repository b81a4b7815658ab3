import { Settings } from '../settings/Settings';

/** Ports of a server besides that for clients, as the chart calls them. */
export const LISTENERS = ['leafnodes', 'gateway', 'websocket', 'mqtt'] as const;

/** The networks that may connect, for each port that is open. */
export function openListeners({
  listeners,
}: Settings): ReadonlyMap<string, readonly string[]> {
  return new Map(
    LISTENERS.flatMap(listener => {
      const networks = listeners[listener] ?? [];
      return networks.length > 0 ? [[listener, networks]] : [];
    }),
  );
}
