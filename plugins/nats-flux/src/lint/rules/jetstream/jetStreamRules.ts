import {
  checkMessaging,
  Finding,
  MessagingContext,
} from '@nats-portal/plugin-nats-common';
import { parseQuantity } from '../../../settings/quantity';
import { exactVersion } from '../../model/chartVersion';
import { textAt, valueAt } from '../../model/data';
import { isOn, NatsRelease } from '../../model/NatsRelease';
import { placeIn } from '../../model/place';
import { Repository } from '../../model/Repository';
import { RepositoryFinding } from '../../RepositoryFinding';
import { error, RepositoryRule } from '../../RepositoryRule';
import { abandonedMessages } from './abandonedMessages';
import { Account, accountsOf } from './Account';
import { messagingInput } from './messagingInput';
import { targetOf, withPlaces } from './messagingPlaces';

/** What rules of this repository's own kinds say better, or what their shape says already. */
const SAID_ELSEWHERE = new Set([
  'js-shape',
  'js-unknown-field',
  'js-duplicate-asset',
]);

function placed(finding: Finding, account: Account): RepositoryFinding[] {
  const target = targetOf(finding.path, account);
  return target && !SAID_ELSEWHERE.has(finding.id)
    ? [
        {
          ...finding,
          message: withPlaces(finding.message, account),
          ...placeIn(target.manifest, target.path),
        },
      ]
    : [];
}

/** The volume, and the memory store, that the chart makes where nobody says how large. */
const DEFAULT_SIZES = { file: '10Gi', memory: '1Gi' };

function fileStoreOf({ values }: NatsRelease): number | undefined {
  const store = ['config', 'jetstream', 'fileStore'];
  const size =
    valueAt(values, [...store, 'maxSize']) ??
    valueAt(values, [...store, 'pvc', 'size']) ??
    DEFAULT_SIZES.file;
  const isBounded =
    isOn(values, [...store, 'enabled'], true) &&
    isOn(values, [...store, 'pvc', 'enabled'], true);
  return isBounded ? parseQuantity(String(size)) : undefined;
}

function memoryStoreOf({ values }: NatsRelease): number | undefined {
  const store = ['config', 'jetstream', 'memoryStore'];
  const size = valueAt(values, [...store, 'maxSize']) ?? DEFAULT_SIZES.memory;
  return isOn(values, [...store, 'enabled']) ? parseQuantity(String(size)) : 0;
}

/** The server that a chart installs; since 2.12.1 the two have the same version. */
function serverVersionOf({ version }: NatsRelease): string | undefined {
  const [major = 0] = exactVersion(version) ?? [];
  return major >= 2 ? version : undefined;
}

/** What is known of the broker, where the repository leaves no doubt which it is. */
function contextOf({ natsReleases }: Repository): MessagingContext {
  const [release] = natsReleases;
  if (natsReleases.length !== 1 || !release.jetStream) {
    return {};
  }
  const { servers } = release;
  return {
    servers: Number.isInteger(servers) ? servers : undefined,
    serverVersion: serverVersionOf(release),
    fileStore: fileStoreOf(release),
    memoryStore: memoryStoreOf(release),
  };
}

/** All rules of a messaging spec, asked about the objects of the JetStream controller. */
const messaging: RepositoryRule = function* messaging(repository) {
  const context = contextOf(repository);
  for (const account of accountsOf(repository)) {
    const { findings } = checkMessaging(messagingInput(account), context);
    for (const finding of findings) {
      yield* placed(finding, account);
    }
    for (const manifest of account.orphans) {
      yield error(
        'js-consumer-stream',
        manifest,
        ['spec', 'streamName'],
        `no Stream of this account is declared as ${
          textAt(manifest.data, ['spec', 'streamName']) ?? 'nothing'
        }: the server refuses the consumer until there is one (10059); mend the name, or declare the stream`,
      );
    }
  }
};

/** Rules about streams and consumers, whoever wrote them. */
export const jetStreamRules: RepositoryRule[] = [messaging, abandonedMessages];
