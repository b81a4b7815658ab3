import { planAssets } from '../__testUtils__/planAssets';
import { wantedAssets } from '../plan/wantedAssets';
import { AdaptiveWindow } from './AdaptiveWindow';
import { runInOrder } from './runInOrder';
import { taskOrder } from './taskOrder';

type Spec = Parameters<typeof wantedAssets>[0];

/** What is carried out, in order, on a broker that holds some streams. */
async function orderOf(
  streams: Spec['streams'],
  held: Record<string, string[]> = {},
): Promise<string[]> {
  const steps = planAssets(
    wantedAssets({ streams }, { replicas: 1 }),
    {
      streams: new Map(
        Object.entries(held).map(([name, subjects]) => [
          name,
          { config: { name, subjects } },
        ]),
      ),
      consumers: new Map(),
    },
    { version: '2.15.1', level: 5, clustered: false },
  );
  const order: string[] = [];
  const tasks = taskOrder(steps, {
    stream: async ({ wanted }) => void order.push(wanted.name),
    consumer: async ({ stream, wanted }) =>
      void order.push(`${stream}/${wanted.name}`),
  });
  await runInOrder(tasks, { window: new AdaptiveWindow() });
  return order;
}

const before = (order: string[], earlier: string, later: string) => {
  const [first, second] = [earlier, later].map(name => order.indexOf(name));
  return first >= 0 && second > first;
};

describe('taskOrder', () => {
  it('puts consumers after their stream', async () => {
    const order = await orderOf([
      { name: 'A', subjects: ['a'], consumers: [{ durableName: 'c' }] },
      { name: 'B', subjects: ['b'] },
    ]);
    expect(before(order, 'A', 'A/c')).toBe(true);
    expect(order).toHaveLength(3);
  });

  it('puts copies after their origins, however they are listed', async () => {
    const order = await orderOf([
      { name: 'COPY', mirror: { name: 'ALL' } },
      { name: 'ALL', sources: [{ name: 'A' }, { name: 'ELSEWHERE' }] },
      { name: 'A', subjects: ['a'] },
    ]);
    expect(before(order, 'A', 'ALL')).toBe(true);
    expect(before(order, 'ALL', 'COPY')).toBe(true);
  });

  it('does not wait for an origin of another account', async () => {
    expect(
      await orderOf([
        {
          name: 'COPY',
          sources: [{ name: 'A', externalApiPrefix: '$JS.hub.API' }],
        },
        { name: 'A', subjects: ['a'] },
      ]),
    ).toEqual(['COPY', 'A']);
  });

  it('goes on where streams source each other', async () => {
    const order = await orderOf([
      { name: 'A', subjects: ['a'], sources: [{ name: 'B' }] },
      { name: 'B', subjects: ['b'], sources: [{ name: 'A' }] },
      { name: 'COPY', mirror: { name: 'B' } },
    ]);
    expect(order).toHaveLength(3);
    expect(before(order, 'B', 'COPY')).toBe(true);
  });

  it('lets a stream give up subjects before another gets them', async () => {
    const order = await orderOf(
      [
        { name: 'NEW', subjects: ['a.b'] },
        { name: 'OLD', subjects: ['a.c'] },
      ],
      { OLD: ['a.>'] },
    );
    expect(order).toEqual(['OLD', 'NEW']);
  });

  it('leaves out what is right already', async () => {
    expect(
      await orderOf(
        [{ name: 'A', subjects: ['a'], consumers: [{ durableName: 'c' }] }],
        { A: ['a'] },
      ),
    ).toEqual(['A/c']);
  });
});
