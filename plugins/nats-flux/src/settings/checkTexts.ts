import { Finding } from '@nats-portal/plugin-nats-common';
import { explainText } from './explain';
import { error } from './findings';

/** Depth beyond which nobody meant what stands there. */
const MAX_DEPTH = 20;

/** settings-text: characters that no file of the repository could hold as they are, anywhere in an input. */
export function* checkTexts(
  value: unknown,
  path: string,
  depth = 0,
): Iterable<Finding> {
  if (typeof value === 'string') {
    const problem = explainText(value);
    if (problem) {
      yield error('settings-text', path, problem);
    }
  } else if (depth > MAX_DEPTH) {
    yield error('settings-text', path, 'is nested too deeply');
  } else if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) {
      yield* checkTexts(item, `${path}[${i}]`, depth + 1);
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      if (explainText(key)) {
        yield error(
          'settings-text',
          path,
          'has a key that holds a control character, or half a character',
        );
      } else {
        yield* checkTexts(item, path ? `${path}.${key}` : key, depth + 1);
      }
    }
  }
}
