import { subjectsOverlap } from '@nats-portal/plugin-nats-common';
import { Consequence } from '../Consequence';
import { RepositoryObject } from '../repository/RepositoryObject';
import { shellWord } from '../text/shellWord';
import { step } from '../text/step';
import { assetConsequence, assetText } from './assetConsequence';
import { isKept, isPruneGuarded } from './assets';
import { infoCommand, removeCommand, storeWords } from './storeWords';
import { subjectsOf } from './streamSubjects';

function overlap(a: RepositoryObject, b: RepositoryObject): boolean {
  return (
    a.kind === 'Stream' &&
    b.kind === 'Stream' &&
    subjectsOf(a).some(own =>
      subjectsOf(b).some(other => subjectsOverlap(own, other)),
    )
  );
}

function count(object: RepositoryObject) {
  return step(
    `See how many ${
      storeWords(object).contents
    } it holds, and who still reads them.`,
    infoCommand(object),
  );
}

/** What is guarded against pruning is still kept by the controller, which would make it anew. */
function objectFirst({ kind, name, namespace }: RepositoryObject) {
  const place = namespace ? ` -n ${shellWord(namespace)}` : '';
  return step(
    'Where it is meant to go, delete its object first, when Flux has applied the change: the controller would make an empty one in its place.',
    `kubectl${place} delete ${kind.toLowerCase()} ${shellWord(name)}`,
  );
}

function renamed(
  object: RepositoryObject,
  successor: RepositoryObject,
): Consequence {
  const blocked = overlap(object, successor);
  // The controller makes what the object names now, and forgets what it named before.
  const stays =
    object.name === successor.name || isKept(object) || isPruneGuarded(object);
  const { contents, copy } = storeWords(object);
  const isStream = object.kind === 'Stream';
  let happens = `The old one is deleted with all its ${contents}${
    isStream ? ' and consumers' : ''
  }, and ${assetText(successor)} starts empty.`;
  if (stays) {
    happens = `The old one stays on the server with its ${contents}, and nothing keeps it; ${
      blocked
        ? `the server refuses ${assetText(
            successor,
          )}, because their subjects overlap (10065).`
        : `${assetText(successor)} starts empty.`
    }`;
  }
  return assetConsequence(object, {
    id: 'change-stream-deleted',
    severity: 'error',
    outcome: stays ? 'empty-store' : 'data-loss',
    changes: [{ path: '', from: assetText(object), to: assetText(successor) }],
    consequence: `Nothing on a server can be renamed. ${happens}`,
    procedure: isStream
      ? [
          step('Keep the old one. Add the new one as a mirror of it.'),
          count(object),
          step(
            'When the mirror has as many messages, move consumers, stop publishers, promote the mirror with the subjects, and delete the old one by hand.',
          ),
        ]
      : copy,
  });
}

function removed(object: RepositoryObject): Consequence {
  const { contents } = storeWords(object);
  const common = {
    id: 'change-stream-deleted',
    changes: [{ path: '', from: assetText(object) }],
  };
  if (isPruneGuarded(object) || isKept(object)) {
    return assetConsequence(object, {
      ...common,
      severity: 'warning',
      outcome: 'unmanaged',
      consequence: isPruneGuarded(object)
        ? `It stays on the server with its ${contents}, and the object stays in the cluster, because it must not be pruned. Git no longer says how it should be.`
        : `It stays on the server with its ${contents}, because of \`preventDelete\`; nothing repairs it or makes it anew.`,
      procedure: [
        count(object),
        ...(isPruneGuarded(object) ? [objectFirst(object)] : []),
        step(
          'Delete it by hand when it is meant to go.',
          removeCommand(object),
        ),
      ],
    });
  }
  return assetConsequence(object, {
    ...common,
    severity: 'error',
    outcome: 'data-loss',
    consequence:
      object.kind === 'Stream'
        ? 'The controller deletes it on the server: all messages, all consumers and their positions are lost. Only one without the control loop leaves it there.'
        : `The controller deletes it on the server: all ${contents} are lost.`,
    procedure: [
      count(object),
      step(
        'To keep it, set `preventDelete: true` and let that be applied first.',
      ),
    ],
  });
}

/** `change-stream-deleted`: streams and buckets that are gone from the repository. */
export function removedStores(
  gone: readonly RepositoryObject[],
  added: readonly RepositoryObject[],
): Consequence[] {
  return gone.map(object => {
    const successor = added.find(
      other =>
        other.kind === object.kind &&
        (other.name === object.name || overlap(object, other)),
    );
    return successor ? renamed(object, successor) : removed(object);
  });
}
