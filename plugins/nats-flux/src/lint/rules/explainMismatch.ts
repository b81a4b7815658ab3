import { quote } from '../../settings/findings';
import { Mismatch } from '../schemas/compareSchema';
import { didYouMean } from '../schemas/nearestName';

/** As many names as fit into a sentence. */
const MAX_NAMES = 12;

function listed(names: readonly unknown[]): string {
  return names.slice(0, MAX_NAMES).map(String).join(', ');
}

/** A short list of the keys that are known, where it is short. */
export function knownHere(known: readonly string[]): string {
  return known.length > 0 && known.length <= MAX_NAMES
    ? `; known here are ${listed(known)}`
    : '';
}

/** What a misspelt key was probably meant to be, or else what is known beside it, and what to do where that is nothing. */
export function suggestion({
  path,
  known,
}: Extract<Mismatch, { problem: 'unknown' }>): string {
  return (
    didYouMean(String(path[path.length - 1]), known) ||
    `; take it out, or mend the name${knownHere(known)}`
  );
}

/** Says what a value should have been. */
export function wanted(
  mismatch: Extract<Mismatch, { value: unknown }>,
): string {
  const { value } = mismatch;
  if (mismatch.problem === 'pattern') {
    return `must be of the form ${mismatch.schema.pattern}, not ${quote(
      value,
    )}`;
  }
  return mismatch.problem === 'type'
    ? `must be ${mismatch.expected}, not ${quote(value)}`
    : `must be one of ${listed(mismatch.allowed)}, not ${quote(value)}${
        typeof value === 'string'
          ? didYouMean(value, mismatch.allowed.map(String))
          : ''
      }`;
}

/** A variable of Flux, which becomes a value of any type when it is applied. */
const VARIABLE = /\$\{[^}]*\}/;

/** True where the text of a file need not be what is applied. */
export function isSubstituted(mismatch: Mismatch): boolean {
  return (
    'value' in mismatch &&
    typeof mismatch.value === 'string' &&
    VARIABLE.test(mismatch.value)
  );
}
