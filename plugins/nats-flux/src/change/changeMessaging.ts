import {
  Finding,
  keyValueStream,
  MessagingSpec,
  objectStoreStream,
} from '@nats-portal/plugin-nats-common';
import { isTree, Tree } from '../compare/repository/tree';
import { error, quote } from '../settings/findings';
import { RepositoryChanges } from './RepositoryChanges';

/** Nothing was said: forms send empty texts, lists and maps for what nobody filled in. */
function isBlank(value: unknown): boolean {
  if (isTree(value)) {
    return Object.values(value).every(isBlank);
  }
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  );
}

/** The fields that say something over those that are there; maps field by field. */
function overlay(before: Tree, changes: Tree): Tree {
  const fields = Object.entries(changes).filter(([, to]) => !isBlank(to));
  return {
    ...before,
    ...Object.fromEntries(
      fields.map(([key, to]) => {
        const from = Object.hasOwn(before, key) ? before[key] : undefined;
        return [key, isTree(to) && isTree(from) ? overlay(from, to) : to];
      }),
    ),
  };
}

/** The wait follows from the first step of a backoff, so it goes with the steps that were. */
function overlayConsumer(before: Tree, changes: Tree): Tree {
  const { ackWait, ...rest } = before;
  return overlay(isBlank(changes.backoff) ? before : rest, changes);
}

interface Named {
  /** The key that holds the name. */
  key: string;
  /** Path of the list in the changes. */
  path: string;
  /** The account of what names none. */
  first: string;
}

/** The account that something names; nothing for the first one, which is what silence means. */
function accountOf({ account }: Tree, first: string): unknown {
  return isBlank(account) || account === first ? undefined : account;
}

/** What is changed, each with the account that all of it is of where it names none itself. */
function withAccount(changes: unknown, account: string | undefined): unknown {
  return Array.isArray(changes) && account?.trim()
    ? changes.map((change: unknown) =>
        isTree(change) && isBlank(change.account)
          ? { ...change, account: account.trim() }
          : change,
      )
    : changes;
}

/** Puts changes over what is there, name by name in each account; what is of no known name comes at the end. */
function mergeByName(
  before: readonly Tree[],
  changes: unknown,
  { key, path, first }: Named,
  merge: (before: Tree, change: Tree, path: string) => Tree,
  findings: Finding[],
): Tree[] {
  const merged = [...before];
  if (isBlank(changes)) {
    return merged;
  }
  if (!Array.isArray(changes)) {
    findings.push(error('change-shape', path, 'is no list'));
    return merged;
  }
  const seen = new Set<string>();
  changes.forEach((change: unknown, i) => {
    const name = isTree(change) ? change[key] : undefined;
    if (!isTree(change) || typeof name !== 'string' || name === '') {
      findings.push(
        error('change-shape', `${path}[${i}].${key}`, 'is missing'),
      );
      return;
    }
    const account = accountOf(change, first);
    const reference = JSON.stringify([account, name]);
    if (seen.has(reference)) {
      findings.push(
        error(
          'change-twice',
          `${path}[${i}].${key}`,
          `${quote(name)} is there twice`,
        ),
      );
      return;
    }
    seen.add(reference);
    const at = merged.findIndex(
      each => each[key] === name && accountOf(each, first) === account,
    );
    const from = at < 0 ? {} : merged[at];
    merged.splice(
      at < 0 ? merged.length : at,
      at < 0 ? 0 : 1,
      merge(from, change, `${path}[${i}]`),
    );
  });
  return merged;
}

/** What a repository has of each kind. */
interface Assets {
  streams: readonly Tree[];
  keyValues: readonly Tree[];
  objectStores: readonly Tree[];
}

/** How people tell an asset from others: with its account in front where that is not the first. */
function inAccount({ account }: Tree, name: string): string {
  return isBlank(account) ? name : `${account} ${name}`;
}

const streamName = (stream: Tree) => inAccount(stream, String(stream.name));
const keyValueName = (bucket: Tree) =>
  inAccount(bucket, keyValueStream(String(bucket.bucket)));
const objectStoreName = (bucket: Tree) =>
  inAccount(bucket, objectStoreStream(String(bucket.bucket)));

function removeNamed(
  { streams, keyValues, objectStores }: Assets,
  remove: readonly string[],
  findings: Finding[],
): Assets {
  const known = [
    ...streams.flatMap(stream => [
      streamName(stream),
      ...consumersOf(stream).map(
        each => `${streamName(stream)}/${each.durableName}`,
      ),
    ]),
    ...keyValues.map(keyValueName),
    ...objectStores.map(objectStoreName),
  ];
  remove.forEach((name, i) => {
    if (!known.includes(name)) {
      findings.push(
        error(
          'change-unknown',
          `remove[${i}]`,
          `${quote(name)} is not in the repository, which has ${
            known.join(', ') || 'none'
          }`,
        ),
      );
    }
  });
  return {
    streams: streams
      .filter(stream => !remove.includes(streamName(stream)))
      .map(stream => ({
        ...stream,
        consumers: consumersOf(stream).filter(
          each => !remove.includes(`${streamName(stream)}/${each.durableName}`),
        ),
      })),
    keyValues: keyValues.filter(each => !remove.includes(keyValueName(each))),
    objectStores: objectStores.filter(
      each => !remove.includes(objectStoreName(each)),
    ),
  };
}

function consumersOf(stream: Tree): readonly Tree[] {
  return Array.isArray(stream.consumers) ? stream.consumers : [];
}

/**
 * The messaging spec after a change. What is not named stays; fields that are not
 * given stay; lists are taken whole.
 */
export function changeMessaging(
  before: MessagingSpec,
  { account, remove = [], ...lists }: RepositoryChanges,
  first: string,
): { messaging: unknown; findings: Finding[] } {
  const findings: Finding[] = [];
  const kept = removeNamed(
    {
      keyValues: [],
      objectStores: [],
      ...(before as unknown as Pick<Assets, 'streams'> & Partial<Assets>),
    },
    remove.filter(name => name.trim() !== ''),
    findings,
  );
  const merged = mergeByName(
    kept.streams,
    withAccount(lists.streams, account),
    { key: 'name', path: 'streams', first },
    (stream, { consumers, ...change }, path) => ({
      ...overlay(stream, change),
      consumers: mergeByName(
        consumersOf(stream),
        consumers,
        { key: 'durableName', path: `${path}.consumers`, first },
        overlayConsumer,
        findings,
      ),
    }),
    findings,
  );
  const buckets = (list: 'keyValues' | 'objectStores') =>
    mergeByName(
      kept[list],
      withAccount(lists[list], account),
      { key: 'bucket', path: list, first },
      overlay,
      findings,
    );
  return {
    messaging: {
      streams: merged,
      keyValues: buckets('keyValues'),
      objectStores: buckets('objectStores'),
    },
    findings,
  };
}
