import { LongReply, ServerReplies } from '../serverReplies';
import { HiddenServers } from './HiddenServers';
import { Answered, PortAnswer } from './MonitoringPort';

/** The answers of all ports, each server once. */
export interface MergedAnswers {
  replies: ServerReplies;
  /** What did not answer, a sentence each. */
  problems: string[];
  /** Why servers are not in view though they may be well, a sentence each. */
  hidden: string[];
}

/** Each item once, by its id. */
function once<T extends { server?: { id?: string } }>(items: readonly T[]) {
  return [
    ...new Map(
      [...items].reverse().map(item => [item.server?.id, item]),
    ).values(),
  ].reverse();
}

/** Puts the answers of all ports together. */
export function mergeAnswers(
  answers: readonly PortAnswer[],
  { seen, now }: { seen: HiddenServers; now: number },
): MergedAnswers {
  const answered = answers.filter(
    (answer): answer is Answered => !('problem' in answer),
  );
  const silent = answers.flatMap(answer =>
    'problem' in answer ? [answer] : [],
  );
  const servers = new Map(
    answered.map(({ varz: { server } }) => [server?.id, server]),
  );
  const problems = silent.map(({ url, problem }) => {
    const name = seen.nameAt(url);
    return `${name === undefined ? '' : `${name} at `}${url} ${problem}`;
  });
  const jsz = answered.flatMap(({ url, jsz: reply }): LongReply[] => {
    // Another server may have answered than before; only names tell who leads.
    const server = servers.get(reply.server?.id);
    if (!server) {
      problems.push(`${url} answered from two servers, one of them unknown`);
    }
    return server ? [{ ...reply, server }] : [];
  });
  return {
    replies: {
      varz: once(answered.map(({ varz }) => varz)),
      healthz: once(answered.map(({ healthz }) => healthz)),
      jsz: once(jsz),
    },
    problems,
    hidden: seen.find(answered, { ports: answers.length, now }),
  };
}
