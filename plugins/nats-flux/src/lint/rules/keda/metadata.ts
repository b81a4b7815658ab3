import { entriesAt, isSetAt, listAt, textAt } from '../../model/data';
import { quote } from '../../../settings/findings';
import { parseEndpoint, releaseAt } from '../../model/endpoint';
import { isOn } from '../../model/NatsRelease';
import { perRepository } from '../../model/perRepository';
import { GROUPS } from '../../model/Repository';
import { serverAccounts } from '../../model/serverAccounts';
import { error, RepositoryRule } from '../../RepositoryRule';
import { didYouMean } from '../../schemas/nearestName';
import {
  ENDPOINT,
  forEachTrigger,
  metadataPath,
  TriggerRule,
} from './TriggerRule';

/** keda-required: what the scaler cannot do without. */
const required: TriggerRule = function* required(trigger, _repository) {
  if (
    isSetAt(trigger.manifest.data, [
      'spec',
      'triggers',
      trigger.index,
      'authenticationRef',
    ])
  ) {
    // Endpoint and account may come from there.
    return;
  }
  const missing = ['stream', 'consumer', ENDPOINT].filter(
    key => !isSetAt(trigger.metadata, [key]),
  );
  if (
    !isSetAt(trigger.metadata, ['account']) &&
    !isSetAt(trigger.metadata, ['accountID'])
  ) {
    missing.push('account');
  }
  if (missing.length > 0) {
    yield error(
      'keda-required',
      trigger.manifest,
      metadataPath(trigger),
      `${missing.join(
        ' and ',
      )} missing: the scaler fails, and the workers stay as many as they are; add what is missing`,
    );
  }
};

/** keda-account-id: with an operator, accounts are known by their public key. */
const accountId: TriggerRule = function* accountId(trigger, { natsReleases }) {
  const host = parseEndpoint(trigger.endpoint ?? '').host;
  const release = releaseAt(host, natsReleases);
  if (
    release &&
    isOn(release.values, ['config', 'resolver', 'enabled']) &&
    !isSetAt(trigger.metadata, ['accountID'])
  ) {
    yield error(
      'keda-account-id',
      trigger.manifest,
      metadataPath(trigger, 'account'),
      "with an operator the server knows accounts by their public key only and answers with no consumer at all; set accountID to the account's public key",
    );
  }
};

const KEYS = [
  'account',
  'accountID',
  'stream',
  'consumer',
  'lagThreshold',
  'activationLagThreshold',
  'useHttps',
  ENDPOINT,
];

/** Keys that KEDA lets every trigger take from the environment of the workload. */
const FROM_ENV = /FromEnv$/;

/** keda-unknown-key: what KEDA does not look at. */
const knownKeys: TriggerRule = function* knownKeys(trigger) {
  for (const [key] of entriesAt(trigger.metadata, [])) {
    const name = key.replace(FROM_ENV, '');
    if (!KEYS.includes(name)) {
      yield error(
        'keda-unknown-key',
        trigger.manifest,
        metadataPath(trigger, key),
        `is no key of the scaler nats-jetstream and ignored in silence${
          didYouMean(name, KEYS) || `; known are ${KEYS.join(', ')}`
        }`,
      );
    }
  }
};

/** Numbers of a trigger, and the least that KEDA and the HPA take of each. */
const NUMBERS = { lagThreshold: 1, activationLagThreshold: 0 } as const;

/** keda-threshold: numbers that are none. */
const thresholds: TriggerRule = function* thresholds(trigger) {
  for (const [key, least] of Object.entries(NUMBERS)) {
    const text = textAt(trigger.metadata, [key]);
    const isNumber = /^\d{1,18}$/.test(text ?? '') && Number(text) >= least;
    if (text !== undefined && !isNumber) {
      yield error(
        'keda-threshold',
        trigger.manifest,
        metadataPath(trigger, key),
        `${quote(
          text,
        )} is no whole number of messages from ${least} on: KEDA makes no scaler of it, or Kubernetes no autoscaler, and the workers stay as many as they are; write one in quotes`,
      );
    }
  }
};

/** keda-not-string: what the API server refuses, whichever scaler it is. */
const texts: RepositoryRule = function* texts({ of }) {
  for (const manifest of of(GROUPS.keda, 'ScaledObject', 'ScaledJob')) {
    const triggers = ['spec', 'triggers'];
    for (const [i, trigger] of listAt(manifest.data, triggers).entries()) {
      for (const [key, value] of entriesAt(trigger, ['metadata'])) {
        if (typeof value !== 'string') {
          yield error(
            'keda-not-string',
            manifest,
            [...triggers, i, 'metadata', key],
            `${quote(
              value,
            )} must be a text: the API server refuses the object, and nothing of its file is applied; put it into quotes`,
          );
        }
      }
    }
  }
};

/** Tells one consumer of a repository from another. */
function keyOf(stream: string | undefined, consumer: string | undefined) {
  return JSON.stringify([stream, consumer]);
}

/** What the repository makes on the servers, by the account that it is made in; `undefined` where nobody says which. */
interface Declared {
  consumers: Set<string>;
  accounts: Set<string | undefined>;
}

const declaredAssets = perRepository((repository): Declared => {
  const { of } = repository;
  const consumers = of(GROUPS.jetStream, 'Consumer');
  const { ofAsset } = serverAccounts(repository);
  return {
    consumers: new Set(
      consumers.map(({ data }) =>
        keyOf(
          textAt(data, ['spec', 'streamName']),
          textAt(data, ['spec', 'durableName']),
        ),
      ),
    ),
    accounts: new Set(
      [...consumers, ...of(GROUPS.jetStream, 'Stream')].map(ofAsset),
    ),
  };
});

/** keda-consumer-undeclared: a consumer that nobody makes; one that is made in another account is a finding of reference-account. */
const declared: TriggerRule = function* declared(trigger, repository) {
  const { consumers, accounts } = declaredAssets(repository);
  const account = textAt(trigger.metadata, ['account']);
  const isMadeHere =
    account === undefined
      ? accounts.size > 0
      : accounts.has(account) || accounts.has(undefined);
  if (
    // Where somebody else makes those of the account, they cannot be seen from here.
    isMadeHere &&
    trigger.stream &&
    trigger.consumer &&
    !consumers.has(keyOf(trigger.stream, trigger.consumer))
  ) {
    yield error(
      'keda-consumer-undeclared',
      trigger.manifest,
      metadataPath(trigger, 'consumer'),
      `no Consumer of this repository is ${trigger.consumer} of ${
        trigger.stream
      }${
        account === undefined ? '' : ` in the account ${account}`
      }: KEDA before 2.20 scales to the maximum, later ones report an error and scale nobody; declare it, or mend the name`,
    );
  }
};

/** Rules about what a trigger says. */
export const kedaMetadataRules: RepositoryRule[] = [
  ...[required, accountId, knownKeys, thresholds, declared].map(forEachTrigger),
  texts,
];
