import { RepositoryFile } from '../RepositoryFile';
import { compareBrokers } from './brokers/compareBrokers';
import { compareCertificates } from './certificates/compareCertificates';
import { ComparisonRule } from './Comparison';
import { compareFlux } from './flux/compareFlux';
import { compareMessaging } from './messaging/compareMessaging';
import { Consequence, ConsequenceSeverity } from './Consequence';
import { readObjects } from './repository/readObjects';
import {
  ObjectReader,
  readRepository,
  Repository,
} from './repository/readRepository';
import { step } from './text/step';
import { compareDeployments } from './workers/deployments';
import { compareScaledObjects } from './workers/scaledObjects';

const rules: ComparisonRule[] = [
  compareBrokers,
  compareCertificates,
  compareMessaging,
  compareScaledObjects,
  compareDeployments,
  compareFlux,
];

const ORDER: ConsequenceSeverity[] = ['error', 'warning', 'info'];

/** Reads each text once: most files are the same in both states. */
function cached(read: ObjectReader): ObjectReader {
  const known = new Map<string, ReturnType<ObjectReader>>();
  return content => {
    if (!known.has(content)) {
      known.set(content, read(content));
    }
    return known.get(content);
  };
}

function unreadable(file: string): Consequence {
  return {
    id: 'change-unreadable',
    severity: 'error',
    outcome: 'unknown',
    file,
    object: file,
    changes: [{ path: '' }],
    consequence:
      'The file is no YAML that can be read, before or after the change, so nothing can be said about what it holds. Flux applies nothing of a Kustomization with such a file.',
    procedure: [step('Mend the file first, in a change of its own.')],
  };
}

function without(
  repository: Repository,
  files: ReadonlySet<string>,
): Repository {
  return {
    ...repository,
    objects: repository.objects.filter(({ file }) => !files.has(file)),
  };
}

/**
 * Finds what a change of a repository does to the cluster that applies it.
 * Objects are found by kind and name, wherever they stand; comments, the order of
 * keys, and a default that is written out are no change.
 *
 * @param before - the files as they are applied
 * @param after - the files as they would be
 * @returns the worst first; nothing where the cluster would not notice
 * @public
 */
export function compareRepositories(
  before: ReadonlyMap<string, RepositoryFile>,
  after: ReadonlyMap<string, RepositoryFile>,
): Consequence[] {
  const read = cached(readObjects);
  const states = {
    before: readRepository(before, read),
    after: readRepository(after, read),
  };
  const faulty = new Set([
    ...states.before.unreadable,
    ...states.after.unreadable,
  ]);
  const comparison = {
    before: without(states.before, faulty),
    after: without(states.after, faulty),
  };
  const consequences = [
    ...[...faulty]
      .filter(file => before.get(file)?.content !== after.get(file)?.content)
      .map(unreadable),
    ...rules.flatMap(rule => rule(comparison)),
  ];
  return ORDER.flatMap(severity =>
    consequences.filter(consequence => consequence.severity === severity),
  );
}
