import { quote } from '../../settings/findings';
import { RepositoryObject } from '../repository/RepositoryObject';

const PLAIN_NAME = /^[\w.-]{1,100}$/;

/** A name as a sentence repeats it: as it is where it is plain, else quoted, escaped and cut. */
export function nameText(name: string): string {
  return PLAIN_NAME.test(name) ? name : quote(name);
}

/** Kind and name of an object. */
export function objectName({ kind, name }: RepositoryObject): string {
  return `${kind} ${nameText(name)}`;
}
