import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { VerdictLevel } from '@nats-portal/plugin-nats-common';
import { NoticeBook } from './NoticeBook';
import { OwnerNotices } from './OwnerNotices';

jest.setTimeout(60_000);

const START = Date.UTC(2026, 0, 1);
const MINUTE = 60_000;

describe('OwnerNotices', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const logger = mockServices.logger.mock();

  /** Replicas of the backend that share a database; each sample is seen by all of them. */
  async function replicas(count: number) {
    const client = await databases.init('SQLITE_3');
    const send = jest.fn(async (_: object) => {});
    const start = async () => {
      const book = await NoticeBook.open({ getClient: async () => client });
      const raised = await book.raised();
      return new OwnerNotices({
        book,
        raised,
        logger,
        notifications: { send },
      });
    };
    const all: OwnerNotices[] = [];
    const startAll = async () => {
      all.length = 0;
      for (let i = 0; i < count; i++) {
        all.push(await start());
      }
    };
    await startAll();
    let now = START;
    const see = async (...levels: VerdictLevel[]) => {
      for (const level of levels) {
        now += 15_000;
        const at = now;
        await Promise.all(
          all.map(notices =>
            notices.look(
              [
                {
                  key: 'k',
                  owner: 'group:default/team-a',
                  title: 'JOBS/echo on local',
                  page: '/catalog/default/component/echo/nats',
                  verdict: () => ({
                    level,
                    rule: 'r',
                    reason: `It is ${level}`,
                  }),
                },
              ],
              at,
            ),
          ),
        );
      }
    };
    return {
      see,
      send,
      wait: (minutes: number) => {
        now += minutes * MINUTE;
      },
      restart: startAll,
      titles: () =>
        send.mock.calls.map(
          ([{ payload }]: { payload?: { title: string } }[]) => payload?.title,
        ),
    };
  }

  it('tells the owner of an error that lasts, and of its end, once each', async () => {
    const { see, send } = await replicas(3);
    await see('ok', 'error', 'error', 'error', 'error');
    expect(send.mock.calls).toEqual([
      [
        {
          recipients: { type: 'entity', entityRef: 'group:default/team-a' },
          payload: {
            title: 'JOBS/echo on local',
            description: 'It is error',
            link: '/catalog/default/component/echo/nats',
            severity: 'high',
            topic: 'nats',
            scope: 'nats:k',
          },
        },
      ],
    ]);
    await see('warning', 'ok', 'ok', 'ok');
    expect(send).toHaveBeenCalledTimes(2);
    expect(send).toHaveBeenLastCalledWith(
      expect.objectContaining({
        payload: expect.objectContaining({
          title: 'JOBS/echo on local has recovered',
          scope: 'nats:k',
        }),
      }),
    );
  });

  it.each<[string, VerdictLevel[]]>([
    ['one sample', ['ok', 'error', 'ok', 'error', 'ok']],
    ['what nobody knows', ['unknown', 'unknown', 'unknown', 'warning', 'ok']],
    ['an error between which nobody knows', ['error', 'unknown', 'error']],
  ])('says nothing of %s', async (_, levels) => {
    const { see, send } = await replicas(1);
    await see(...levels);
    expect(send).not.toHaveBeenCalled();
  });

  it('does not take it for recovered when nobody knows', async () => {
    const { see, send } = await replicas(1);
    await see('error', 'error', 'unknown', 'unknown', 'unknown');
    expect(send).toHaveBeenCalledTimes(1);
  });

  it('does not tell again and again of what comes and goes, and in the end what is', async () => {
    const { see, titles, wait } = await replicas(2);
    await see('error', 'error', 'ok', 'ok', 'error', 'error', 'error');
    expect(titles()).toHaveLength(2);
    wait(15);
    await see('error');
    expect(titles()).toEqual([
      'JOBS/echo on local',
      'JOBS/echo on local has recovered',
      'JOBS/echo on local',
    ]);
  });

  it('remembers over a restart what was told', async () => {
    const { see, titles, restart, wait } = await replicas(2);
    await see('error', 'error');
    await restart();
    wait(60);
    await see('error', 'error', 'error');
    expect(titles()).toHaveLength(1);
    await restart();
    await see('ok', 'ok');
    expect(titles()).toEqual([
      'JOBS/echo on local',
      'JOBS/echo on local has recovered',
    ]);
  });

  it('tries again later where notifications cannot be sent', async () => {
    const { see, send, wait } = await replicas(1);
    send.mockRejectedValueOnce(new Error('Request failed with status 404'));
    await see('error', 'error', 'error', 'error');
    expect(send).toHaveBeenCalledTimes(1);
    wait(5);
    await see('error');
    expect(send).toHaveBeenCalledTimes(2);
  });
});
