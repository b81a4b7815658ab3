import { BrokerFacts } from '@nats-portal/plugin-nats-common';

/** Trends of a broker are slow: a point a minute over an hour shows them; milliseconds. */
const SPACING_MS = 60_000;
const KEPT_MS = 3_600_000;

/** What a broker said of itself in the last hour, a snapshot a minute. */
export class FactsHistory {
  #facts: BrokerFacts[] = [];

  /** Keeps a snapshot unless the last one is too young. */
  add(facts: BrokerFacts): void {
    const newest = this.#facts[this.#facts.length - 1];
    if (newest && Math.abs(facts.at - newest.at) < SPACING_MS) {
      return;
    }
    this.#facts = [
      ...this.#facts.filter(({ at }) => facts.at - at <= KEPT_MS),
      facts,
    ];
  }

  /** Oldest first. */
  list(): readonly BrokerFacts[] {
    return this.#facts;
  }
}
