import { KnownServers } from '../KnownServers';
import { Answered } from './MonitoringPort';

const idOf = ({ varz: { server } }: Answered) => server?.id ?? '';
const nameOf = ({ varz: { server } }: Answered) => server?.name ?? '';

/** Servers that there are as these say, a count. */
function announced(answered: readonly Answered[]): number {
  const sizes = answered.flatMap(({ clusterSize }) => clusterSize ?? []);
  // Routes may name a server that is gone, or one twice; JetStream knows better.
  const routes = answered.map(
    ({ varz }) => new Set(varz.data?.cluster?.urls ?? []).size,
  );
  return Math.max(0, ...(sizes.length > 0 ? sizes : routes));
}

/** Remembers who answered at which URL, and finds out where servers hide behind one. */
export class HiddenServers {
  /** By URL. */
  readonly #servers = new Map<string, KnownServers>();
  readonly #names = new Map<string, string>();

  /** Name of the server that answered there last, for messages. */
  nameAt(url: string): string | undefined {
    return this.#names.get(url);
  }

  /**
   * Takes note of who answered.
   *
   * @param options - `ports`: URLs that were asked, a count
   * @returns a sentence for each reason why servers are not in view
   */
  find(
    answered: readonly Answered[],
    { ports, now }: { ports: number; now: number },
  ): string[] {
    const sentences: string[] = [];
    const first = new Map<string, Answered>();
    for (const answer of answered) {
      const others = this.#others(answer, now);
      if (others.length > 0) {
        sentences.push(
          `${answer.url} leads to ${[nameOf(answer), ...others]
            .sort()
            .join(' and ')} in turn`,
        );
      }
      const other = first.get(idOf(answer));
      if (other) {
        sentences.push(
          `${other.url} and ${answer.url} lead to the same server ${nameOf(
            answer,
          )}`,
        );
      } else {
        first.set(idOf(answer), answer);
      }
    }
    const servers = announced(answered);
    if (servers > ports) {
      sentences.push(
        `the cluster has ${servers} servers and monitoring.urls names ${ports}`,
      );
    }
    return sentences.map(
      sentence =>
        `Servers are out of view: ${sentence}; name a URL of its own for each server, not that of a load balancer`,
    );
  }

  /** Takes note of who answered. @returns the names of others that answered there shortly before */
  #others({ url, varz }: Answered, now: number): string[] {
    const known = this.#servers.get(url) ?? new KnownServers();
    this.#servers.set(url, known);
    const name = varz.server?.name ?? '';
    this.#names.set(url, name);
    return known.see([name], now);
  }
}
