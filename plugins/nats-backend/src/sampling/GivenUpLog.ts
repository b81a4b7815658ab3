import { GivenUp } from '@nats-portal/plugin-nats-common';
import { Hearing } from '@nats-portal/plugin-nats-node';

const KEPT_MS = 3_600_000;
/** A leader that steps down may have its successor tell again what it told; more are not compared. */
const COMPARED = 1_000;
/** Sequences that are shown. */
const SHOWN = 5;

/** What servers told of messages that one consumer gave up. */
export class GivenUpLog {
  #epoch: number | undefined;
  #since: number | undefined;
  #deafBecause: string | undefined;
  /** Heard since the newest sample, a count. */
  #unsampled = 0;
  #heard: { at: number; messages: number }[] | undefined;
  #sequences: Set<number> | undefined;

  /** A server told of a message. */
  hear(sequence: number): void {
    this.#sequences ??= new Set();
    if (this.#sequences.has(sequence)) {
      return;
    }
    this.#sequences.add(sequence);
    const [oldest] = this.#sequences;
    if (this.#sequences.size > COMPARED) {
      this.#sequences.delete(oldest);
    }
    this.#unsampled++;
  }

  /**
   * A sample was taken: what was heard before belongs to it.
   *
   * @param at - the server's clock, milliseconds since 1970
   * @param hearing - how well it was heard when the sample was asked for; absent where nobody listens
   * @param isConnected - the consumer was also seen in the round before, so that its server was in reach
   */
  sample(at: number, hearing: Hearing | undefined, isConnected: boolean): void {
    if (this.#unsampled > 0) {
      this.#heard = [
        ...(this.#heard ?? []).filter(one => at - one.at <= KEPT_MS),
        { at, messages: this.#unsampled },
      ];
      this.#unsampled = 0;
    }
    const epoch = hearing && 'epoch' in hearing ? hearing.epoch : undefined;
    this.#deafBecause =
      hearing && 'deafBecause' in hearing ? hearing.deafBecause : undefined;
    if (epoch === undefined || epoch !== this.#epoch || !isConnected) {
      this.#since = epoch === undefined ? undefined : at;
      this.#epoch = epoch;
    }
  }

  /** What is known; undefined where nobody listens and nothing was heard. */
  view(): GivenUp | undefined {
    const heard = this.#heard ?? [];
    if (
      heard.length === 0 &&
      this.#epoch === undefined &&
      this.#deafBecause === undefined
    ) {
      return undefined;
    }
    return {
      ...(this.#since === undefined ? {} : { since: this.#since }),
      ...(this.#deafBecause === undefined
        ? {}
        : { deafBecause: this.#deafBecause }),
      heard,
      sequences:
        heard.length === 0 ? [] : [...(this.#sequences ?? [])].slice(-SHOWN),
    };
  }
}
