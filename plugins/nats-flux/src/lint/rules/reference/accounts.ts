import { quote } from '../../../settings/findings';
import { entriesAt, listAt, textAt, valueAt } from '../../model/data';
import { NatsTrigger, natsTriggers } from '../../model/natsTriggers';
import { perRepository } from '../../model/perRepository';
import { GROUPS, Repository } from '../../model/Repository';
import { serverAccounts } from '../../model/serverAccounts';
import { error, RepositoryRule } from '../../RepositoryRule';
import { forEachRelease, ReleaseRule, valueError } from '../ReleaseRule';

const ACCOUNTS = ['config', 'merge', 'accounts'];

function keyOf(...names: (string | undefined)[]): string {
  return JSON.stringify(names);
}

/** The accounts in which consumers of a stream and a name are made; without an entry, nobody here makes one. */
const accountsOfConsumers = perRepository(repository => {
  const accounts = new Map<string, Set<string | undefined>>();
  for (const consumer of repository.of(GROUPS.jetStream, 'Consumer')) {
    const key = keyOf(
      textAt(consumer.data, ['spec', 'streamName']),
      textAt(consumer.data, ['spec', 'durableName']),
    );
    const known = accounts.get(key) ?? new Set();
    accounts.set(key, known.add(serverAccounts(repository).ofAsset(consumer)));
  }
  return accounts;
});

const deployments = perRepository(
  ({ of }) =>
    new Map(
      of('apps', 'Deployment').map(deployment => [
        keyOf(deployment.namespace, deployment.name),
        deployment,
      ]),
    ),
);

/** The accounts that the pods which a trigger scales are users of, by the Secrets that they mount. */
function accountsOfWorkers(
  { manifest }: NatsTrigger,
  repository: Repository,
): string[] {
  const name = textAt(manifest.data, ['spec', 'scaleTargetRef', 'name']);
  const target = deployments(repository).get(keyOf(manifest.namespace, name));
  const volumes = listAt(target?.data, ['spec', 'template', 'spec', 'volumes']);
  return volumes.flatMap(volume => {
    const secret = textAt(volume, ['secret', 'secretName']);
    return secret === undefined
      ? []
      : serverAccounts(repository).ofSecret(manifest.namespace, secret) ?? [];
  });
}

/** reference-account: a backlog, its consumer and its workers in different accounts, which do not see each other. */
const sameAccount: RepositoryRule = function* sameAccount(repository) {
  for (const trigger of natsTriggers(repository)) {
    const { manifest, index, metadata, stream, consumer } = trigger;
    const account = textAt(metadata, ['account']);
    if (!account) {
      continue;
    }
    const path = ['spec', 'triggers', index, 'metadata', 'account'];
    const made = accountsOfConsumers(repository).get(keyOf(stream, consumer));
    if (made && !made.has(undefined) && !made.has(account)) {
      yield error(
        'reference-account',
        manifest,
        path,
        `is ${quote(
          account,
        )}, and the consumer ${consumer} of ${stream} is made in ${[
          ...made,
        ].join(
          ', ',
        )}, as which its Account connects: KEDA finds no consumer, and no worker leaves zero; name that account here, or another Account at the consumer`,
      );
    }
    const workers = accountsOfWorkers(trigger, repository);
    if (workers.length > 0 && !workers.includes(account)) {
      yield error(
        'reference-account',
        manifest,
        path,
        `is ${quote(
          account,
        )}, and the workers' certificate is a user of ${workers.join(
          ', ',
        )}: they are started for messages that they cannot see; move the user in the release, or mend the account`,
      );
    }
  }
};

const ASSETS = ['Stream', 'Consumer', 'KeyValue', 'ObjectStore'];

const usedAccounts = perRepository(
  repository =>
    new Set(
      repository
        .of(GROUPS.jetStream, ...ASSETS)
        .map(asset => serverAccounts(repository).ofAsset(asset)),
    ),
);

function storesStreams(account: unknown): boolean {
  const jetStream = valueAt(account, ['jetstream']);
  return (
    ['enabled', 'enable', true].some(on => on === jetStream) ||
    entriesAt(account, ['jetstream']).length > 0
  );
}

/** reference-account: streams in an account without JetStream, beside others that have it. */
const withJetStream: ReleaseRule = function* withJetStream(
  release,
  repository,
) {
  const accounts = entriesAt(release.values, ACCOUNTS);
  if (!release.jetStream || !accounts.some(([, each]) => storesStreams(each))) {
    return;
  }
  for (const [name, account] of accounts) {
    if (usedAccounts(repository).has(name) && !storesStreams(account)) {
      yield valueError(
        'reference-account',
        release,
        [...ACCOUNTS, name],
        'has no JetStream, and streams or buckets are to be made in it: every one is refused ("jetstream not enabled for account"); add jetstream: enabled',
      );
    }
  }
};

/** Rules about who is in which account. */
export const accountRules: RepositoryRule[] = [
  sameAccount,
  forEachRelease(withJetStream),
];
