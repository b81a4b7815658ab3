import { ProcedureStep } from '../Consequence';
import { RepositoryObject } from '../repository/RepositoryObject';
import { shellWord } from '../text/shellWord';
import { step } from '../text/step';
import { assetName } from './assets';

/** What becomes of a change that a server does not make. */
export const RETRIED =
  'The server refuses it (10052); the object reports an error, and the controller tries again for ever.';

/** How people speak of what a kind holds, and what they type to see to it. */
interface StoreWords {
  /** What it holds, in the plural. */
  contents: string;
  /** Command that says how much it holds, without the name. */
  info: string;
  /** Command that deletes it with all that it holds, without the name. */
  remove: string;
  /** How another one comes to hold the same. */
  copy: ProcedureStep[];
}

const stream: StoreWords = {
  contents: 'messages',
  info: 'nats stream info',
  remove: 'nats stream rm',
  copy: [
    step(
      'Keep this one. Add a stream of another name that sources it, without subjects of its own.',
    ),
    step(
      'When it has everything, give it the subjects in one change with taking them here; move the consumers.',
    ),
    step('Delete the old stream by hand when nothing is missing.'),
  ],
};

const keyValue: StoreWords = {
  contents: 'values',
  info: 'nats kv info',
  remove: 'nats kv del',
  copy: [
    step(
      'Keep this one. Add a bucket of another name with this one in `sources`: its keys become keys of the new one.',
    ),
    step(
      'When it has everything, move those who write, then those who read, and take `sources` out.',
    ),
    step('Delete the old bucket by hand when nothing is missing.'),
  ],
};

const objectStore: StoreWords = {
  contents: 'objects',
  info: 'nats object info',
  remove: 'nats object del',
  copy: [
    step(
      'Keep this one. Add an object store of another name, and put every object of this one into it (`nats object get`, `nats object put`).',
    ),
    step('Move its clients, put what came meanwhile into the new one.'),
    step('Delete the old one by hand when nothing is missing.'),
  ],
};

const WORDS: Record<string, StoreWords> = {
  KeyValue: keyValue,
  ObjectStore: objectStore,
};

/** The words for an object that holds messages. */
export function storeWords({ kind }: RepositoryObject): StoreWords {
  return WORDS[kind] ?? stream;
}

/** The command that says how much a store holds. */
export function infoCommand(object: RepositoryObject): string {
  return `${storeWords(object).info} ${shellWord(assetName(object))}`;
}

/** The command that deletes a store with all that it holds. */
export function removeCommand(object: RepositoryObject): string {
  return `${storeWords(object).remove} ${shellWord(assetName(object))}`;
}
