import { quote } from '../../../settings/findings';
import { textAt, valueAt } from '../../model/data';

const OPERATIONS = ['add', 'remove', 'replace', 'move', 'copy', 'test'];

/** Says what is wrong with an operation of a JSON Patch, whatever it is applied to. */
export function explainOperation(operation: unknown): string | undefined {
  const op = textAt(operation, ['op']);
  if (op === undefined || !OPERATIONS.includes(op)) {
    return `${quote(op)} is no operation of a JSON Patch (${OPERATIONS.join(
      ', ',
    )})`;
  }
  const needsFrom = ['move', 'copy'].includes(op);
  for (const key of needsFrom ? ['path', 'from'] : ['path']) {
    const path = valueAt(operation, [key]);
    if (path === undefined) {
      return `${op} needs ${key}`;
    }
    if (typeof path !== 'string' || (path !== '' && !path.startsWith('/'))) {
      return `its ${key} ${quote(path)} does not begin with a slash`;
    }
  }
  return ['add', 'replace', 'test'].includes(op) &&
    valueAt(operation, ['value']) === undefined
    ? `${op} needs a value`
    : undefined;
}
