import { describePairs } from '../../__testUtils__/describePairs';
import {
  findingsAfter,
  placesOf,
  Quiet,
  set,
  value,
} from '../../__testUtils__/change';

const users = ['config', 'merge', 'accounts', 'APP', 'users'];
/** The worker's user in the skeleton. */
const USER = 4;
const at = (key: string) =>
  `nats/release.yaml:spec.values.config.merge.accounts.APP.users[${USER}].permissions.${key}`;
const allow = (key: string, to: unknown) =>
  value([...users, USER, 'permissions', key], to as never);
const NEXT = '$JS.API.CONSUMER.MSG.NEXT.JOBS.echo-workers';
const ACK = '$JS.ACK.JOBS.echo-workers.>';

describePairs('reference/permissions', [
  {
    id: 'reference-permission',
    at: at('publish'),
    fires: allow('publish', [NEXT]),
    quiet: allow('publish', [NEXT, ACK]),
  },
  {
    id: 'reference-permission',
    at: at('publish'),
    fires: allow('publish', { allow: [NEXT, '$JS.ACK.JOBS.other.>'] }),
    quiet: allow('publish', { allow: [NEXT, ACK] }),
  },
  {
    id: 'reference-permission',
    at: at('subscribe'),
    fires: allow('subscribe', '_INBOX_other.>'),
    quiet: allow('subscribe', '_INBOX_echo-workers.>'),
  },
]);

it('says which subjects are missing, and whose they are', async () => {
  const [finding] = (await findingsAfter(allow('publish', ['jobs.>']))).filter(
    ({ id }) => id === 'reference-permission',
  );
  expect(finding).toMatchObject({
    severity: 'warning',
    message: `echo-workers (workers/echo-workers.yaml) is the user CN=echo-workers, and may not publish ${NEXT}, ${ACK}: the server refuses it (Permissions Violation), and its messages wait for ever; add what is missing`,
  });
});

it.each<Quiet>([
  [
    'reference-permission',
    'a user whom nothing limits',
    value([...users, USER, 'permissions'], undefined),
  ],
  ['reference-permission', 'more than is needed', allow('publish', '$JS.>')],
  [
    'reference-permission',
    'messages that nobody acknowledges',
    allow('publish', [NEXT]),
    set('jetstream/consumers.yaml', 'Consumer', ['spec', 'ackPolicy'], 'none'),
  ],
])('%s is quiet about %s', async (id, _what, ...changes) => {
  expect(await placesOf(id, ...changes)).toEqual([]);
});
