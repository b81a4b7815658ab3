import { subjectCovers } from '@nats-portal/plugin-nats-common';
import {
  entriesAt,
  isSetAt,
  KeyPath,
  listAt,
  textAt,
  valueAt,
} from '../../model/data';
import { NatsRelease } from '../../model/NatsRelease';
import { perRepository } from '../../model/perRepository';
import { GROUPS, Repository } from '../../model/Repository';
import { RepositoryFinding } from '../../RepositoryFinding';
import { RepositoryRule } from '../../RepositoryRule';
import { valueWarning } from '../ReleaseRule';
import { variablesOf, Worker, workersOf } from './workers';

const ACCOUNTS = ['config', 'merge', 'accounts'];

/** A user of a broker, with where it stands. */
interface User {
  release: NatsRelease;
  path: KeyPath;
}

/** The users of all brokers, by their name. */
const usersByName = perRepository(({ natsReleases }) => {
  const users = new Map<string, User[]>();
  for (const release of natsReleases) {
    for (const [account] of entriesAt(release.values, ACCOUNTS)) {
      const list = [...ACCOUNTS, account, 'users'];
      for (const [i, user] of listAt(release.values, list).entries()) {
        const name = textAt(user, ['user']) ?? '';
        const known = users.get(name) ?? [];
        known.push({ release, path: [...list, i] });
        users.set(name, known);
      }
    }
  }
  return users;
});

const keyOf = (...names: (string | undefined)[]) => JSON.stringify(names);

/** The common names of certificates, by their namespace and Secret. */
const commonNames = perRepository(
  ({ of }) =>
    new Map(
      of(GROUPS.certManager, 'Certificate').map(({ data, namespace }) => [
        keyOf(namespace, textAt(data, ['spec', 'secretName'])),
        textAt(data, ['spec', 'commonName']),
      ]),
    ),
);

/** The users that the pods of a worker are by the certificates they mount. */
function usersOf({ manifest }: Worker, repository: Repository): User[] {
  const volumes = ['spec', 'template', 'spec', 'volumes'];
  return listAt(manifest.data, volumes).flatMap(volume => {
    const secret = textAt(volume, ['secret', 'secretName']);
    const name = commonNames(repository).get(keyOf(manifest.namespace, secret));
    return usersByName(repository).get(`CN=${name}`) ?? [];
  });
}

/** A text, or a list of them; `undefined` for anything else. */
function textsOf(value: unknown): string[] | undefined {
  if (typeof value === 'string') {
    return [value];
  }
  return Array.isArray(value)
    ? value.filter((item): item is string => typeof item === 'string')
    : undefined;
}

/** What a user may do; `undefined` where nothing limits it. */
function allowedOf(permissions: unknown, key: string): string[] | undefined {
  const limits = valueAt(permissions, [key]);
  return textsOf(limits) ?? textsOf(valueAt(limits, ['allow']));
}

const isCovered = (subject: string, by: readonly string[]) =>
  by.some(each => subjectCovers(each, subject));

const declaredConsumers = perRepository(
  ({ of }) =>
    new Map(
      of(GROUPS.jetStream, 'Consumer').map(({ data }) => [
        keyOf(
          textAt(data, ['spec', 'streamName']),
          textAt(data, ['spec', 'durableName']),
        ),
        data,
      ]),
    ),
);

/** What pods have to say to take messages of a consumer, and to acknowledge them. */
function neededBy(consumer: string, repository: Repository): string[] {
  const [stream, durable] = consumer.split('/');
  const declared = declaredConsumers(repository).get(keyOf(stream, durable));
  const isPushed = isSetAt(declared, ['spec', 'deliverSubject']);
  const isSilent = textAt(declared, ['spec', 'ackPolicy']) === 'none';
  return [
    ...(isPushed ? [] : [`$JS.API.CONSUMER.MSG.NEXT.${stream}.${durable}`]),
    ...(isSilent ? [] : [`$JS.ACK.${stream}.${durable}.>`]),
  ];
}

function* missing(
  worker: Worker,
  { release, path }: User,
  repository: Repository,
): Iterable<RepositoryFinding> {
  const permissions = valueAt(release.values, [...path, 'permissions']);
  const publish = allowedOf(permissions, 'publish');
  const subscribe = allowedOf(permissions, 'subscribe');
  const user = textAt(release.values, [...path, 'user']);
  const unsaid = worker.consumers
    .flatMap(consumer => neededBy(consumer, repository))
    .filter(subject => publish && !isCovered(subject, publish));
  const inboxes = [...variablesOf(worker, 'NATS_INBOX_PREFIX')].map(
    ({ text }) => `${text}.>`,
  );
  const unheard = inboxes.filter(
    subject => subscribe && !isCovered(subject, subscribe),
  );
  for (const [key, subjects] of [
    ['publish', unsaid],
    ['subscribe', unheard],
  ] as const) {
    if (subjects.length > 0) {
      yield valueWarning(
        'reference-permission',
        release,
        [...path, 'permissions', key],
        `${worker.manifest.name} (${
          worker.manifest.file
        }) is the user ${user}, and may not ${key} ${subjects.join(
          ', ',
        )}: the server refuses it (Permissions Violation), and its messages wait for ever; add what is missing`,
      );
    }
  }
}

/** reference-permission: workers that may not do their work. */
export const permissionRules: RepositoryRule[] = [
  function* permissions(repository) {
    for (const worker of workersOf(repository)) {
      for (const user of usersOf(worker, repository)) {
        yield* missing(worker, user, repository);
      }
    }
  },
];
