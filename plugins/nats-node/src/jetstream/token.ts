import { InputError } from '@backstage/errors';

/** Names become part of a subject; anything else would ask something else. */
export function token(name: string): string {
  // eslint-disable-next-line no-control-regex
  if (name === '' || /[\s.*>\\/\u0000-\u001f\u007f]/.test(name)) {
    throw new InputError(`"${name}" is no name of a stream or consumer`);
  }
  return name;
}
