import { RootConfigService } from '@backstage/backend-plugin-api';
import {
  DefaultGithubCredentialsProvider,
  ScmIntegrationRegistry,
} from '@backstage/integration';
import { createPublishGiteaAction } from '@backstage/plugin-scaffolder-backend-module-gitea';
import {
  createPublishGithubAction,
  createPublishGithubPullRequestAction,
} from '@backstage/plugin-scaffolder-backend-module-github';
import {
  createGitlabRepoPushAction,
  createPublishGitlabAction,
  createPublishGitlabMergeRequestAction,
} from '@backstage/plugin-scaffolder-backend-module-gitlab';
import { ActionContext } from '@backstage/plugin-scaffolder-node';
import { JsonObject, JsonValue } from '@backstage/types';
import { HostType } from './hostAddress';
import { Task } from './Publication';

/** What is published; all of it in words that every host has. */
export interface HostPublication {
  repoUrl: string;
  /** Branch that Flux follows. */
  branch: string;
  /** Of the commit; the title of a pull request. */
  message: string;
  /** Of the repository, or of the pull request. */
  description: string;
  sourcePath: string | undefined;
  /** Further inputs of Backstage's own action, stronger than all others. */
  options: JsonObject;
}

/** Puts the workspace on a git host; where people look at what came of it. */
export type Publish = (
  publication: HostPublication,
  task: Task,
) => Promise<string>;

/** What can be done on one kind of git host. */
export interface HostPublisher {
  createRepository: Publish;
  /** Absent where Backstage has no action for it. */
  openPullRequest?: Publish;
  /** As a pull request of files of which some go; absent where Backstage has no action for it. */
  proposeChange?: (change: HostChange, task: Task) => Promise<string>;
}

/** A change of a repository that is there. */
export interface HostChange extends HostPublication {
  /** Folder of the workspace with the changed files alone. */
  sourcePath: string;
  /** Branch of the pull request. */
  proposal: string;
  /** Files that go. */
  removed: {
    paths: readonly string[];
    /** Folder of the workspace that holds them. */
    sourcePath: string;
  };
}

/** Longest part of a message that names a branch, in characters. */
const MAX_BRANCH_LENGTH = 60;

/** A branch of the same name for the same message, so that doing it again is seen. */
export function branchNameOf(message: string): string {
  const slug = message
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_BRANCH_LENGTH)
    .replace(/^-+|-+$/g, '');
  return `nats/${slug || 'change'}`;
}

/** Runs one of Backstage's actions as a part of ours. */
async function outputsOf<TInput extends JsonObject, TOutput extends JsonObject>(
  action: { handler(ctx: ActionContext<TInput, TOutput>): Promise<void> },
  input: TInput,
  task: Task,
): Promise<Partial<TOutput>> {
  const outputs: Partial<TOutput> = {};
  await action.handler({
    ...task,
    input,
    output: (name, value) => {
      outputs[name] = value;
    },
  });
  return outputs;
}

function text(value: JsonValue | undefined, fallback: string): string {
  return typeof value === 'string' && value !== '' ? value : fallback;
}

/** Publishing by Backstage's own actions, with the credentials of its integrations. */
export function createHostPublishers(options: {
  config: RootConfigService;
  integrations: ScmIntegrationRegistry;
}): Record<HostType, HostPublisher> {
  const { config, integrations } = options;
  const githubCredentialsProvider =
    DefaultGithubCredentialsProvider.fromIntegrations(integrations);
  const github = { integrations, config, githubCredentialsProvider };
  const githubRepository = createPublishGithubAction(github);
  const githubPullRequest = createPublishGithubPullRequestAction(github);
  const gitlabRepository = createPublishGitlabAction(options);
  const gitlabMergeRequest = createPublishGitlabMergeRequestAction(options);
  const gitlabPush = createGitlabRepoPushAction(options);
  const giteaRepository = createPublishGiteaAction(options);

  // Each host has a default of its own for who may see a new repository; Gitea's is everybody.
  const repository = (publication: HostPublication) => ({
    repoUrl: publication.repoUrl,
    description: publication.description,
    defaultBranch: publication.branch,
    repoVisibility: 'private' as const,
    gitCommitMessage: publication.message,
    sourcePath: publication.sourcePath,
    ...publication.options,
  });
  const pullRequest = (publication: HostPublication) => ({
    repoUrl: publication.repoUrl,
    title: publication.message,
    description: publication.description,
    branchName: branchNameOf(publication.message),
    targetBranchName: publication.branch,
    sourcePath: publication.sourcePath ?? '.',
    ...publication.options,
  });

  return {
    github: {
      createRepository: async (publication, task) => {
        const { remoteUrl } = await outputsOf(
          githubRepository,
          repository(publication),
          task,
        );
        return text(remoteUrl, publication.repoUrl);
      },
      openPullRequest: async (publication, task) => {
        const { remoteUrl } = await outputsOf(
          githubPullRequest,
          { update: true, ...pullRequest(publication) },
          task,
        );
        return text(remoteUrl, publication.repoUrl);
      },
      proposeChange: async (change, task) => {
        const { remoteUrl } = await outputsOf(
          githubPullRequest,
          {
            update: true,
            ...pullRequest(change),
            branchName: change.proposal,
            filesToDelete: [...change.removed.paths],
          },
          task,
        );
        return text(remoteUrl, change.repoUrl);
      },
    },
    gitlab: {
      createRepository: async (publication, task) => {
        const { remoteUrl } = await outputsOf(
          gitlabRepository,
          repository(publication),
          task,
        );
        return text(remoteUrl, publication.repoUrl);
      },
      openPullRequest: async (publication, task) => {
        const { mergeRequestUrl } = await outputsOf(
          gitlabMergeRequest,
          { removeSourceBranch: true, ...pullRequest(publication) },
          task,
        );
        return text(mergeRequestUrl, publication.repoUrl);
      },
      proposeChange: async (change, task) => {
        const { repoUrl, proposal: branchName, removed } = change;
        // A merge request takes no file away, a push does; it then finds the branch as it shall be.
        const pushes =
          removed.paths.length === 0
            ? []
            : [
                { sourcePath: removed.sourcePath, commitAction: 'delete' },
                { sourcePath: change.sourcePath, commitAction: 'auto' },
              ];
        for (const push of pushes) {
          await outputsOf(
            gitlabPush,
            {
              repoUrl,
              branchName,
              commitMessage: change.message,
              sourcePath: push.sourcePath,
              commitAction: push.commitAction as 'delete' | 'auto',
            },
            {
              ...task,
              // Both pushes have the same keys, and the second is not the first.
              checkpoint: ({ key, fn }) =>
                task.checkpoint({ key: `${key}.${push.commitAction}`, fn }),
            },
          );
        }
        const { mergeRequestUrl } = await outputsOf(
          gitlabMergeRequest,
          {
            removeSourceBranch: true,
            ...pullRequest(change),
            branchName,
            ...(pushes.length > 0 ? { commitAction: 'skip' as const } : {}),
          },
          task,
        );
        return text(mergeRequestUrl, repoUrl);
      },
    },
    gitea: {
      createRepository: async (publication, task) => {
        const { remoteUrl } = await outputsOf(
          giteaRepository,
          repository(publication),
          task,
        );
        return text(remoteUrl, publication.repoUrl);
      },
    },
  };
}
