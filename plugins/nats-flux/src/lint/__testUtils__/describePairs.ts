// A part of tests, and none itself.
/* eslint-disable jest/no-export */
import { RepositoryFiles } from '../../RepositoryFile';
import { Change, findingsAfter, placesOf, rightRepository } from './change';
import { differences } from './differences';
import { RULE_IDS } from '../ruleIds';

/**
 * What shows that a rule is there, and that it is about one mistake alone: two
 * repositories that differ in one place, with a finding in the one and none in
 * the other.
 */
export interface Pair {
  id: string;
  /** Where the rule speaks, `file:path`. */
  at: string;
  /** What both halves have; the skeleton as it is where there is nothing. */
  given?: Change[];
  /** The mistake. */
  fires: Change;
  /** What is right in its place; nothing where what is given is right as it is. */
  quiet?: Change;
}

async function filesAfter(
  changes: readonly Change[],
): Promise<RepositoryFiles> {
  const files = await rightRepository();
  changes.forEach(change => change(files));
  return files;
}

/** What to do about a finding: an order, after what happens if nobody does. */
const ORDER =
  /^write |\bmust (?:be|begin)\b|(?:[;:,(] |\b(?:and|or) )(?:add|allow|ask|change|check|declare|did you mean|encrypt|enable|fill|give|grow|install|keep|leave|let|limit|lower|mend|mount|move|narrow|order|name|patch|pin|put|raise|remove|say|see|set|switch|take|turn|use|wait|write)\b/;

/** Holds pairs. */
export function holdPairs(pairs: readonly Pair[]): void {
  it.each(pairs)(
    '$id fires at $at, and is quiet without the mistake',
    async ({ id, at, given = [], fires, quiet }) => {
      const wrong = [...given, fires];
      const right = quiet ? [...given, quiet] : given;
      const [finding] = (await findingsAfter(...wrong)).filter(
        each => each.id === id && `${each.file}:${each.path}` === at,
      );
      expect(finding?.message).toMatch(ORDER);
      expect(await placesOf(id, ...right)).toEqual([]);
      expect(
        differences(await filesAfter(wrong), await filesAfter(right)),
      ).toHaveLength(1);
    },
  );
}

/** Holds the pairs of the rules of one file, and that each of its rules has one. */
export function describePairs(
  group: keyof typeof RULE_IDS,
  pairs: readonly Pair[],
): void {
  holdPairs(pairs);

  it(`has a pair for each rule of ${group}, and for none that is not listed`, () => {
    const ids = pairs.map(({ id }) => id);
    expect(RULE_IDS[group].filter(id => !ids.includes(id))).toEqual([]);
    const listed: readonly string[] = Object.values(RULE_IDS).flat();
    expect(ids.filter(id => !listed.includes(id))).toEqual([]);
  });
}
