import { SubjectTree } from '@nats-portal/plugin-nats-common';
import { CurrentAsset } from '../../jetstream/readAssets';
import { Refusal } from '../../MessagingPlan';
import { refusal } from './Refusal';

/** A subject that a stream of the account captures. */
export interface CapturedSubject {
  stream: string;
  subject: string;
}

/** What streams capture, to be asked for overlaps. */
export function capturedSubjects(
  streams: ReadonlyMap<string, CurrentAsset>,
): SubjectTree<CapturedSubject> {
  const tree = new SubjectTree<CapturedSubject>();
  for (const [stream, { config }] of streams) {
    const subjects = Array.isArray(config.subjects) ? config.subjects : [];
    subjects
      .map(String)
      .forEach(subject => tree.add(subject, { stream, subject }));
  }
  return tree;
}

/** Subjects of a stream that others of the account have, one for each of the others. */
export function takenSubjects(
  subjects: readonly string[],
  others: SubjectTree<CapturedSubject>,
): Refusal[] {
  const refusals = new Map<string, Refusal>();
  for (const own of subjects) {
    for (const { stream, subject } of others.overlaps(own)) {
      if (!refusals.has(stream)) {
        refusals.set(
          stream,
          refusal(
            `subject "${own}" overlaps "${subject}" of the stream ${stream}, which the account has already`,
            `choose other subjects, or add ${stream} to the spec with fewer`,
            10065,
          ),
        );
      }
    }
  }
  return [...refusals.values()];
}
