import { Finding } from '@nats-portal/plugin-nats-common';
import { error, quote } from './findings';

const LISTS = ['streams', 'keyValues', 'objectStores'] as const;

type List = (typeof LISTS)[number];

/**
 * What of a messaging spec is of one account.
 *
 * @public
 */
export interface MessagingPart {
  account: string;
  messaging: unknown;
  /** Where each item stood in the whole, by list; left out where this is the whole. */
  indexes?: Record<List, number[]>;
}

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function itemsOf(messaging: Fields, list: List): readonly unknown[] {
  const items = Object.hasOwn(messaging, list) ? messaging[list] : undefined;
  return Array.isArray(items) ? items : [];
}

function namesAccount(item: unknown): boolean {
  return isFields(item) && Object.hasOwn(item, 'account');
}

/** The account that an item names; `undefined` for a blank one. */
function namedAccount(item: unknown): unknown {
  const account = namesAccount(item) ? (item as Fields).account : undefined;
  return account === '' || account === null ? undefined : account;
}

function withoutAccount(item: unknown): unknown {
  if (!isFields(item)) {
    return item;
  }
  const { account: _, ...rest } = item;
  return rest;
}

/**
 * Takes a messaging spec apart by the accounts that its streams and buckets name:
 * the first one where they name none. A spec that names none at all stays whole,
 * whatever it is.
 *
 * @param accounts - names of the accounts there are, at least one
 * @returns a part for each account that has something, the first account's in any case, in the order of the accounts
 */
export function partitionMessaging(
  messaging: unknown,
  accounts: readonly string[],
): { parts: MessagingPart[]; findings: Finding[] } {
  const [first] = accounts;
  if (
    !isFields(messaging) ||
    !LISTS.some(list => itemsOf(messaging, list).some(namesAccount))
  ) {
    return { parts: [{ account: first, messaging }], findings: [] };
  }
  const findings: Finding[] = [];
  const parts = new Map(
    accounts.map(account => [
      account,
      {
        lists: { streams: [], keyValues: [], objectStores: [] } as Record<
          List,
          unknown[]
        >,
        indexes: { streams: [], keyValues: [], objectStores: [] } as Record<
          List,
          number[]
        >,
      },
    ]),
  );
  for (const list of LISTS) {
    itemsOf(messaging, list).forEach((item, i) => {
      const named = namedAccount(item);
      const account = named === undefined ? first : named;
      const part = parts.get(String(account));
      if (!part || typeof account !== 'string') {
        findings.push(
          error(
            'settings-account',
            `${list}[${i}].account`,
            `${quote(
              account,
            )} is none of the accounts of this broker: ${accounts.join(', ')}`,
          ),
        );
      }
      const { lists, indexes } = part ?? parts.get(first)!;
      lists[list].push(withoutAccount(item));
      indexes[list].push(i);
    });
  }
  return {
    parts: [...parts].flatMap(([account, { lists, indexes }]) => {
      const given = LISTS.filter(list => lists[list].length > 0);
      // What is no list, or is unknown, is said once.
      const others = account === first ? messaging : { streams: [] };
      return given.length > 0 || account === first
        ? [
            {
              account,
              messaging: {
                ...others,
                ...Object.fromEntries(
                  LISTS.filter(
                    list =>
                      Array.isArray(messaging[list]) || lists[list].length > 0,
                  ).map(list => [list, lists[list]]),
                ),
              },
              indexes,
            },
          ]
        : [];
    }),
    findings,
  };
}

const PLACE = new RegExp(`\\b(${LISTS.join('|')})\\[(\\d+)\\]`, 'g');

/** A finding of a part as one of the whole. */
export function placedInWhole(
  finding: Finding,
  { indexes }: MessagingPart,
): Finding {
  if (!indexes) {
    return finding;
  }
  const place = (text: string) =>
    text.replace(PLACE, (match, list: List, i: string) => {
      const index = indexes[list][Number(i)];
      return index === undefined ? match : `${list}[${index}]`;
    });
  return {
    ...finding,
    path: place(finding.path),
    message: place(finding.message),
  };
}

/**
 * What a broker is asked to make, account by account.
 *
 * @param accounts - of the settings
 * @returns without an account where there is one only: who makes it knows it then
 * @public
 */
export function messagingByAccount(
  messaging: unknown,
  accounts: readonly { name: string }[],
): { account?: string; messaging: unknown }[] {
  const { parts } = partitionMessaging(
    messaging,
    accounts.map(({ name }) => name),
  );
  return parts
    .filter(
      ({ indexes }, i) =>
        i > 0 ||
        parts.length === 1 ||
        !indexes ||
        Object.values(indexes).some(list => list.length > 0),
    )
    .map(({ account, messaging: own }) => ({
      ...(accounts.length > 1 ? { account } : {}),
      messaging: own,
    }));
}
