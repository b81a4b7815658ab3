import { explainInvalidSubject } from '../values/subjects';
import { PlacedSubject, PlacedText } from './PlacedMessagingSpec';

/** A subject with its place, and what is wrong with it: many rules ask, and the answer is the same. */
export function placeSubject(text: string, path: string): PlacedSubject {
  const problem = explainInvalidSubject(text);
  return problem === undefined ? { text, path } : { text, path, problem };
}

/** The texts of a list with their places; what is no text was reported by the shape. */
export function placeTexts<T extends PlacedText>(
  value: unknown,
  path: string,
  place: (text: string, path: string) => T,
): T[] {
  if (typeof value === 'string') {
    return [place(value, path)];
  }
  return Array.isArray(value)
    ? value.flatMap((text, i) =>
        typeof text === 'string' ? [place(text, `${path}[${i}]`)] : [],
      )
    : [];
}
