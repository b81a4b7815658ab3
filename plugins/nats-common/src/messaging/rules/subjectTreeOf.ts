import { PlacedSubject } from '../reading/PlacedMessagingSpec';
import { SubjectTree } from '../values/SubjectTree';

/** Subjects of an input, to be asked which of them overlap another; what is no subject is left out. */
export function subjectTreeOf(
  subjects: readonly PlacedSubject[],
): SubjectTree<string> {
  const tree = new SubjectTree<string>();
  for (const { text, problem } of subjects) {
    if (!problem) {
      tree.add(text, text);
    }
  }
  return tree;
}
