import { natsServerBinary } from '../../../testUtils';

/** Servers that the tables are held against. */
export interface ServerLine {
  line: string;
  binary: string;
  /** Whether a cluster says the same each time; an old one may forget to answer. */
  isReliable: boolean;
}

/**
 * The newest server, the oldest that the portal works with, and one of the line
 * between where one is named: no package has that.
 *
 * @throws Error where there is no old server
 */
export function serverLines(): ServerLine[] {
  const { NATS_SERVER_2_10, NATS_SERVER_2_14, NATS_SERVER_2_10_MISSING } =
    process.env;
  if (!NATS_SERVER_2_10) {
    throw new Error(
      NATS_SERVER_2_10_MISSING ??
        'No nats-server 2.10: run npm test, which finds one, or set NATS_SERVER_2_10 to its path',
    );
  }
  return [
    {
      line: 'the newest server',
      binary: natsServerBinary(),
      isReliable: true,
    },
    {
      line: 'nats-server 2.10',
      binary: NATS_SERVER_2_10,
      isReliable: false,
    },
    ...(NATS_SERVER_2_14
      ? [
          {
            line: 'nats-server 2.14',
            binary: NATS_SERVER_2_14,
            isReliable: true,
          },
        ]
      : []),
  ];
}
