import { Task } from './Publication';
import { CommitAuthor } from './publishToDisk';

/** The author of commits where the user has no profile, as in Backstage's own actions. */
const DEFAULT_AUTHOR: CommitAuthor = {
  name: 'Scaffolder',
  email: 'scaffolder@backstage.io',
};

/** Who a commit of a task is by. */
export function authorOf(task: Pick<Task, 'user'>): CommitAuthor {
  const profile = task.user?.entity?.spec.profile;
  return {
    name: profile?.displayName ?? DEFAULT_AUTHOR.name,
    email: profile?.email ?? DEFAULT_AUTHOR.email,
  };
}
