import { closeBrokers } from '../../__testUtils__/brokerAt';
import { failureOf } from '../../__testUtils__/failureOf';
import { accountState } from './__testUtils__/accountState';
import { FaultyBroker } from './__testUtils__/FaultyBroker';
import { specOf } from './__testUtils__/specOf';

jest.setTimeout(30_000);

/** Two mistakes in each stream, and three in the consumer of each. */
const MISTAKEN = Array.from({ length: 10 }, (_, i) => ({
  name: `bad name ${i}`,
  subjects: [`bad${i}.>`],
  maxAge: '7 days',
  consumers: [
    {
      durableName: `bad.${i}`,
      ackWait: 'soon',
      backoff: ['1s', '2s'],
      maxDeliver: 1,
    },
  ],
}));

const PLACES = MISTAKEN.flatMap((_stream, i) =>
  [
    'name',
    'maxAge',
    'consumers[0].durableName',
    'consumers[0].ackWait',
    'consumers[0].backoff',
  ].map(field => `streams[${i + 1}].${field}`),
);

let faulty: FaultyBroker;

beforeAll(async () => {
  faulty = await FaultyBroker.start({ size: 1 });
});

afterAll(async () => {
  await closeBrokers();
  await faulty?.stop();
});

describe('a spec with 50 mistakes', () => {
  it('is told all 50, each with its place, and makes nothing of what is right', async () => {
    const [right] = specOf(1, 1).streams;
    const error = await failureOf(
      faulty.broker.applyMessaging({ streams: [right, ...MISTAKEN] }),
    );
    expect(error.name).toBe('InputError');
    const [head, ...lines] = error.message.split('\n');
    expect(head).toBe(
      'The messaging spec has 50 mistakes; nothing was changed:',
    );
    const places = lines.map(line => /^- (\S+): \S/.exec(line)?.[1]);
    expect(places.sort()).toEqual(PLACES.sort());
    expect(await accountState(faulty.client)).toEqual({});
  });
});
