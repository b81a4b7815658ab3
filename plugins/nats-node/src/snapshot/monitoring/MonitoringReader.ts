import { readFile } from 'node:fs/promises';
import { InputError, ServiceUnavailableError } from '@backstage/errors';
import { BrokerSnapshot } from '@nats-portal/plugin-nats-common';
import { ReadSnapshotOptions } from '../../Broker';
import { MonitoringConfig } from '../../config/BrokerConfig';
import { parseSnapshot } from '../parseSnapshot';
import { SnapshotReader } from '../SnapshotReader';
import { HiddenServers } from './HiddenServers';
import { mergeAnswers } from './mergeAnswers';
import { MonitoringPort } from './MonitoringPort';

/** Reads one broker by way of the monitoring ports of its servers. */
export class MonitoringReader implements SnapshotReader {
  readonly showsServers = true;
  readonly #broker: string;
  readonly #config: MonitoringConfig;
  readonly #timeoutMs: number;
  readonly #ports: MonitoringPort[];
  readonly #hidden = new HiddenServers();

  constructor(options: {
    broker: string;
    config: MonitoringConfig;
    timeoutMs: number;
  }) {
    this.#broker = options.broker;
    this.#config = options.config;
    this.#timeoutMs = options.timeoutMs;
    this.#ports = options.config.urls.map(url => new MonitoringPort(url));
  }

  async read(options: ReadSnapshotOptions = {}): Promise<BrokerSnapshot> {
    const { settings = true, signal } = options;
    const startedAt = Date.now();
    const ca = await this.#authority();
    const over = AbortSignal.timeout(this.#timeoutMs);
    const answers = await Promise.all(
      this.#ports.map(port =>
        port.ask({
          settings,
          ca,
          signal: signal ? AbortSignal.any([signal, over]) : over,
        }),
      ),
    );
    signal?.throwIfAborted();
    const now = Date.now();
    const { replies, problems, hidden } = mergeAnswers(answers, {
      seen: this.#hidden,
      now,
    });
    if (replies.varz.length === 0) {
      throw new ServiceUnavailableError(
        `Broker "${this.#broker}" does not answer: ${problems.join(
          ', ',
        )} (after ${now - startedAt} ms)`,
      );
    }
    const snapshot = await parseSnapshot(replies, {
      source: 'monitoring',
      now,
      signal,
    });
    return {
      ...snapshot,
      problems: [...hidden, ...problems, ...snapshot.problems],
      ...(hidden.length > 0 ? { outOfView: hidden } : {}),
    };
  }

  close(): void {
    this.#ports.forEach(port => port.close());
  }

  /** Read for each snapshot, since such files are rotated. */
  async #authority(): Promise<string | Buffer | undefined> {
    const { key, tls } = this.#config;
    if (tls?.caFile === undefined) {
      return tls?.ca;
    }
    try {
      return await readFile(tls.caFile);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
      throw new InputError(
        `${key}.tls.caFile names the file ${tls.caFile}: ${code}`,
      );
    }
  }
}
