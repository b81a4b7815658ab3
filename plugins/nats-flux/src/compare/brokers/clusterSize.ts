import { nameText } from '../text/objectName';
import { shellWord } from '../text/shellWord';
import { step } from '../text/step';
import { inNatsBox } from './natsBox';
import { isClustered, ReleasePair, serversOf } from './Release';
import {
  changesAt,
  releaseConsequence,
  ReleaseRule,
  turns,
} from './releaseConsequence';
import { isNewBroker } from './renames';

const ENABLED = ['config', 'cluster', 'enabled'];
const REPLICAS = ['config', 'cluster', 'replicas'];

/** Servers that the procedure names one by one. */
const MOST_STEPS = 10;

function switchedOff(pair: ReleasePair) {
  return releaseConsequence(pair, {
    id: 'change-cluster-off',
    severity: 'error',
    outcome: 'data-loss',
    changes: changesAt(pair, [ENABLED]),
    consequence:
      'One server without a cluster remains. It cannot recover any stream that has more than one replica, reports itself unhealthy for ever, and Kubernetes restarts it in a loop.',
    procedure: [
      step(
        'Bring every stream to one replica, and see that none has more.',
        inNatsBox(pair.before, 'stream report'),
      ),
      step(
        'Back up what is to be kept: the one server has its own part only.',
        'nats account backup <folder>',
      ),
      step('Then make this change, and restore what is missing.'),
    ],
  });
}

function switchedOn(pair: ReleasePair) {
  return releaseConsequence(pair, {
    id: 'change-cluster-on',
    severity: 'warning',
    outcome: 'pods-roll',
    changes: changesAt(pair, [ENABLED, REPLICAS]),
    consequence:
      'A running server refuses a cluster by reload, so it comes with the restart of the pods. Every stream keeps its one replica until somebody raises it.',
    procedure: [
      step(
        'Wait until all servers are there and agree on a leader.',
        inNatsBox(pair.after, '--context sys server report jetstream'),
      ),
      step('Raise `replicas` of the streams in a second change.'),
    ],
  });
}

function fewer(pair: ReleasePair) {
  const { before, after } = pair;
  const servers = serversOf(after);
  const gone = Array.from(
    { length: Math.min(serversOf(before) - servers, MOST_STEPS) },
    (_server, i) => `${after.names.statefulSet}-${serversOf(before) - 1 - i}`,
  );
  return releaseConsequence(pair, {
    id: 'change-replicas-down',
    severity: 'error',
    outcome: 'data-loss',
    changes: changesAt(pair, [REPLICAS]),
    consequence: `The servers with the highest numbers stop while streams still count on them: those lose replicas, and more replicas than ${servers} are refused from then on. A stream with its only replica there cannot be read any more.`,
    procedure: [
      step(
        `First give no stream more than ${servers} replicas, and move what has its only replica on a server that goes.`,
        inNatsBox(before, 'stream report'),
      ),
      step(
        'Make this change by one server at a time; after each, take it out of the cluster.',
      ),
      ...gone.map(server =>
        step(
          `When ${nameText(server)} has stopped:`,
          inNatsBox(
            after,
            `--context sys server cluster peer-remove ${shellWord(server)}`,
          ),
        ),
      ),
    ],
  });
}

function more(pair: ReleasePair) {
  return releaseConsequence(pair, {
    id: 'change-replicas-up',
    severity: 'info',
    outcome: 'reload',
    changes: changesAt(pair, [REPLICAS]),
    consequence:
      'New servers start and join; those that run take the new routes up by reload. Streams stay where they are, with the replicas they have.',
    procedure: [],
  });
}

/** `change-cluster-off`, `-on`, `change-replicas-down`, `-up`: how many servers there are. */
export const clusterSize: ReleaseRule = pair => {
  const { before, after } = pair;
  if (isNewBroker(pair)) {
    return [];
  }
  if (turns(pair, isClustered)) {
    return [switchedOn(pair)];
  }
  if (isClustered(before) && !isClustered(after)) {
    return [switchedOff(pair)];
  }
  if (serversOf(after) === 0 || serversOf(before) === 0) {
    return [];
  }
  if (serversOf(after) < serversOf(before)) {
    return [fewer(pair)];
  }
  return serversOf(after) > serversOf(before) ? [more(pair)] : [];
};
