import {
  NATS_CONSUMERS_ANNOTATION,
  subjectCovers,
} from '@nats-portal/plugin-nats-common';
import { listAt, numberAt, textAt, textsAt } from '../../model/data';
import { Repository } from '../../model/Repository';
import { RepositoryRule, warning } from '../../RepositoryRule';
import { Account, accountsOf } from './Account';

/** Whether something in the repository tells of messages that a consumer of a stream gave up. */
type Watch = (stream: string, consumer: string) => boolean;

/** Where the server says, in the account, that it gave a message up. */
const ADVISORY = '$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES';

/** A stream that keeps the advisories, for whoever works them off. */
function keptAdvisories({ streams }: Account): Watch {
  const subjects = streams
    .flatMap(({ manifest }) => textsAt(manifest.data, ['spec', 'subjects']))
    .filter(subject => subject.startsWith('$JS.'));
  return (stream, consumer) =>
    subjects.some(subject =>
      subjectCovers(subject, `${ADVISORY}.${stream}.${consumer}`),
    );
}

/** An entity whose page counts what was given up. */
function entityPages({ of }: Repository): Watch {
  const named = new Set(
    of('backstage.io', 'Component', 'Resource', 'API').flatMap(({ data }) =>
      (
        textAt(data, ['metadata', 'annotations', NATS_CONSUMERS_ANNOTATION]) ??
        ''
      )
        .split(',')
        .map(reference => reference.trim()),
    ),
  );
  return (stream, consumer) =>
    named.has(`${stream}/*`) || named.has(`${stream}/${consumer}`);
}

/** What the exporter has of messages that were delivered again. */
const REDELIVERED = /_consumer_num_redelivered\b/;

/** What it has of those that stay in a stream, where a work queue keeps what was given up. */
const STAYING = /_stream_total_messages\b/;

/** Names in a selector of Prometheus; nothing where it is a pattern that only Prometheus reads. */
function namesIn(selector: string): string[] | undefined {
  const names = selector.split('|');
  return names.every(name => /^[\w-]+$/.test(name)) ? names : undefined;
}

/** An alert on a metric, of this stream or of all. */
function alerts({ of }: Repository, metric: RegExp): Watch {
  const selectors = of('monitoring.coreos.com', 'PrometheusRule')
    .flatMap(({ data }) => listAt(data, ['spec', 'groups']))
    .flatMap(group => listAt(group, ['rules']))
    .filter(rule => textAt(rule, ['alert']) !== undefined)
    .map(rule => textAt(rule, ['expr']) ?? '')
    .filter(expression => metric.test(expression))
    .map(expression =>
      [...expression.matchAll(/\bstream_name\s*=~?\s*"([^"]*)"/g)].map(
        ([, selector]) => namesIn(selector),
      ),
    );
  return stream =>
    selectors.some(all =>
      all.every(names => names === undefined || names.includes(stream)),
    );
}

function adviceFor(maxDeliver: number, reference: string): string {
  const advisory = `keep ${ADVISORY}.${reference.replace(
    '/',
    '.',
  )} in a stream`;
  return maxDeliver > 1
    ? `${advisory}, alert on nats_consumer_num_redelivered, or name ${reference} in the annotation ${NATS_CONSUMERS_ANNOTATION} of an entity, whose page counts such messages`
    : advisory;
}

/** js-max-deliver-no-dlq: messages that are given up without a word. */
export const abandonedMessages: RepositoryRule = function* abandonedMessages(
  repository,
) {
  const staying = alerts(repository, STAYING);
  // Of what is delivered once, nothing is counted as delivered again.
  const again = [entityPages(repository), alerts(repository, REDELIVERED)];
  for (const account of accountsOf(repository)) {
    const always = [keptAdvisories(account), staying];
    for (const { manifest: owner, consumers } of account.streams) {
      const stream = textAt(owner.data, ['spec', 'name']) ?? '';
      for (const { manifest } of consumers) {
        const { data } = manifest;
        const consumer = textAt(data, ['spec', 'durableName']) ?? '';
        const policy = textAt(data, ['spec', 'ackPolicy']) ?? 'none';
        const maxDeliver = numberAt(data, ['spec', 'maxDeliver']) ?? -1;
        if (
          policy !== 'none' &&
          maxDeliver > 0 &&
          ![...always, ...(maxDeliver > 1 ? again : [])].some(watch =>
            watch(stream, consumer),
          )
        ) {
          yield warning(
            'js-max-deliver-no-dlq',
            manifest,
            ['spec', 'maxDeliver'],
            `a message that is not acknowledged within ${maxDeliver} deliveries is given up, and nothing in this repository tells anybody: ${adviceFor(
              maxDeliver,
              `${stream}/${consumer}`,
            )}`,
          );
        }
      }
    }
  }
};
