import { parseSnapshot } from './parseSnapshot';
import { ServerReplies } from './serverReplies';

jest.setTimeout(60_000);

const CONSUMERS = 10_000;
const ROUNDS = 4;
/** Others wait for no longer than this, milliseconds of the processor. */
const LONGEST_TURN_MS = 50;

/** What one server answers about 10,000 consumers in so many streams. */
function answer(streams: number): ServerReplies {
  const server = { id: 'N1', name: 'n1' };
  const consumers = CONSUMERS / streams;
  const data = {
    account_details: [
      {
        name: 'APP',
        stream_detail: Array.from({ length: streams }, (_, i) => ({
          name: `S${i}`,
          state: { messages: 5, bytes: 50, first_seq: 1, last_seq: 5 },
          consumer_detail: Array.from({ length: consumers }, (__, j) => ({
            stream_name: `S${i}`,
            name: `worker-${j}`,
            created: '2026-01-01T00:00:00.123456789Z',
            ts: '2026-01-02T00:00:00.123456789Z',
            delivered: { consumer_seq: j, stream_seq: j },
            ack_floor: { consumer_seq: j, stream_seq: j },
            num_ack_pending: 0,
            num_redelivered: 0,
            num_waiting: 1,
            num_pending: 5,
          })),
        })),
      },
    ],
  };
  const bytes = Buffer.from(JSON.stringify({ server, data }));
  return { varz: [{ server, data: {} }], jsz: [{ server, bytes }] };
}

/** The longest that nobody else had a turn while something was done, milliseconds of the processor. */
async function longestTurn(work: () => Promise<void>): Promise<number> {
  let isOver = false;
  let longest = 0;
  let before = process.cpuUsage();
  const turn = () => {
    const { user, system } = process.cpuUsage(before);
    longest = Math.max(longest, (user + system) / 1000);
    before = process.cpuUsage();
    if (!isOver) {
      setImmediate(turn);
    }
  };
  setImmediate(turn);
  await work();
  isOver = true;
  await new Promise(resolve => setImmediate(resolve));
  return longest;
}

it.each([1, 1_000])(
  'reading 10,000 consumers of %d streams holds up nobody',
  async streams => {
    const replies = answer(streams);
    const turns: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      turns.push(
        await longestTurn(async () => {
          const { consumers } = await parseSnapshot(replies, {
            source: 'system',
            now: Date.now(),
          });
          expect(consumers).toHaveLength(CONSUMERS);
        }),
      );
    }
    // A collection of garbage that falls into one of them is not its doing.
    expect(Math.min(...turns)).toBeLessThan(LONGEST_TURN_MS);
  },
);
