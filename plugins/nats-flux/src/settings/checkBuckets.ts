import { Finding } from '@nats-portal/plugin-nats-common';
import { error } from './findings';
import { Settings } from './Settings';

/** settings-buckets: what the repository does not hold yet, and must not leave out in silence. */
export function* checkBuckets({
  messaging,
  provisioning,
}: Settings): Iterable<Finding> {
  if (provisioning !== 'flux') {
    return;
  }
  for (const list of ['keyValues', 'objectStores'] as const) {
    for (const [i, { bucket }] of messaging[list].entries()) {
      yield error(
        'settings-buckets',
        `messaging.${list}[${i}]`,
        `the repository would be without the bucket "${bucket}": the generator writes streams and consumers only; set provisioning to portal, or leave the bucket to the template for streams`,
      );
    }
  }
}
