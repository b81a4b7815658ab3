import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { brokers } from '../../__testUtils__/randomBrokers';
import { theDefaults, theSkeleton } from '../../__testUtils__/theRepository';
import { isTree } from '../../compare/repository/tree';
import { generate } from '../../generate/generate';
import { RepositoryFiles, Skeleton } from '../../RepositoryFile';
import { GenerateRequest } from '../../settings/GenerateRequest';
import { resolveSettings } from '../../settings/resolveSettings';
import { mergeRepository } from './mergeRepository';

let skeleton: Skeleton;

beforeAll(async () => {
  skeleton = await theSkeleton();
});

/** What is generated; nothing for a request with errors. */
function filesOf(request: GenerateRequest): RepositoryFiles | undefined {
  const { settings, findings } = resolveSettings(request, theDefaults());
  return findings.some(({ severity }) => severity === 'error')
    ? undefined
    : generate(settings, skeleton);
}

/** Two requests for the same broker: what a change can make of one another. */
const changes = fc
  .tuple(brokers, brokers)
  .map(([before, { messaging, servers, storageSize, memory, ...after }]) => ({
    before,
    after: {
      ...before,
      messaging,
      servers,
      storageSize,
      memory,
      system: after.system,
      memoryStoreSize: after.memoryStoreSize,
    },
  }));

/** Lists whose order says something. */
const ORDERED = ['backoff', 'args', 'command', 'subjects'];

/** The same for lists that say the same. */
function normal(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) {
    const items = value.map(item => normal(item));
    return ORDERED.includes(key)
      ? items
      : items
          .map(item => JSON.stringify(item))
          .sort()
          .map(text => JSON.parse(text));
  }
  return isTree(value)
    ? Object.fromEntries(
        Object.keys(value)
          .sort()
          .map(each => [each, normal(value[each], each)]),
      )
    : value;
}

/** What the files say: objects in any order, other files as they are. */
function meaning(files: RepositoryFiles): Record<string, unknown> {
  return Object.fromEntries(
    [...files].map(([path, { content }]) => [
      path,
      /\.ya?ml$/.test(path)
        ? parseAllDocuments(content, { strict: true })
            .map(document => {
              expect(document.errors).toEqual([]);
              return JSON.stringify(normal(document.toJS()));
            })
            .sort()
        : content,
    ]),
  );
}

/** Where a comment or an empty line can stand: not in a block of text. */
function openLines(content: string): number[] {
  const lines = content.split('\n');
  let block = -1;
  return lines.slice(0, -1).flatMap((line, i) => {
    const column = line.search(/\S/);
    if (block >= 0 && (column < 0 || column > block)) {
      return [];
    }
    block = /[|>][+-]?$/.test(line) ? column : -1;
    return [i];
  });
}

const MARK = '# by hand';

/** Puts comment lines, comments behind values and empty lines wherever there is room. */
function annotated(content: string, at: readonly number[]): string {
  const lines = content.split('\n');
  const open = openLines(content);
  const chosen = new Map(at.map(n => [open[n % open.length], n]));
  return lines
    .flatMap((line, i) => {
      const n = chosen.get(i);
      if (n === undefined || line.trim() === '') {
        return [line];
      }
      const margin = ' '.repeat(Math.max(0, line.search(/\S/)));
      switch (n % 3) {
        case 0:
          return [`${margin}${MARK} ${i}`, line];
        case 1:
          return [
            /[|>][+-]?$|^---/.test(line) ? line : `${line}  ${MARK} ${i}`,
          ];
        default:
          return [`${margin}${MARK} ${i}`, '', line];
      }
    })
    .join('\n');
}

function withoutComments(content: string): string {
  return content
    .split('\n')
    .filter(line => !/^\s*(?:#.*)?$/.test(line))
    .map(line => line.replace(/ +# by hand \d+$/, ''))
    .join('\n');
}

function commentsIn(content: string): string[] {
  return content.match(/# by hand \d+/g) ?? [];
}

describe('mergeRepository', () => {
  it('makes of what was generated what would be generated', () => {
    let compared = 0;
    fc.assert(
      fc.property(changes, ({ before, after }) => {
        const [base, wanted] = [filesOf(before), filesOf(after)];
        if (!base || !wanted) {
          return;
        }
        compared++;
        const { files, findings } = mergeRepository({
          base,
          wanted,
          actual: base,
        });
        expect(findings).toEqual([]);
        expect(meaning(files)).toEqual(meaning(wanted));
      }),
      { numRuns: 20 },
    );
    expect(compared).toBeGreaterThan(8);
  });

  it('keeps every comment and empty line outside of what goes', () => {
    let compared = 0;
    fc.assert(
      fc.property(
        changes,
        fc.array(fc.nat(), { minLength: 5, maxLength: 40 }),
        ({ before, after }, at) => {
          const [base, wanted] = [filesOf(before), filesOf(after)];
          if (!base || !wanted) {
            return;
          }
          compared++;
          const plain = mergeRepository({ base, wanted, actual: base }).files;
          const actual = new Map(
            [...base].map(([path, file]) => [
              path,
              /\.ya?ml$/.test(path)
                ? { ...file, content: annotated(file.content, at) }
                : file,
            ]),
          );
          const { files, findings } = mergeRepository({ base, wanted, actual });
          expect(findings.filter(({ id }) => id !== 'change-drops')).toEqual(
            [],
          );
          expect([...files.keys()]).toEqual([...plain.keys()]);
          for (const [path, { content }] of files) {
            const ought = plain.get(path)?.content ?? '';
            expect(withoutComments(content)).toBe(withoutComments(ought));
          }
          const untouched = [...actual.keys()].filter(
            path => base.get(path)?.content === wanted.get(path)?.content,
          );
          expect(untouched.map(path => files.get(path))).toEqual(
            untouched.map(path => actual.get(path)),
          );
        },
      ),
      { numRuns: 20 },
    );
    expect(compared).toBeGreaterThan(8);
  });

  it('loses no comment where nothing goes', () => {
    let compared = 0;
    const values = fc.record({
      memory: fc.constantFrom('1Gi', '2Gi'),
      storageSize: fc.constantFrom('20Gi', '40Gi'),
      servers: fc.constantFrom(3, 5),
      memoryStoreSize: fc.constantFrom('64Mi', '128Mi'),
    });
    fc.assert(
      fc.property(
        brokers,
        values,
        values,
        fc.array(fc.nat(), { minLength: 5, maxLength: 60 }),
        (request, one, other, at) => {
          const base = filesOf({ ...request, ...one });
          const wanted = filesOf({ ...request, ...other });
          if (!base || !wanted) {
            return;
          }
          compared++;
          const annotate = (files: RepositoryFiles): RepositoryFiles =>
            new Map(
              [...files].map(([path, file]) => [
                path,
                /\.ya?ml$/.test(path)
                  ? { ...file, content: annotated(file.content, at) }
                  : file,
              ]),
            );
          const actual = annotate(base);
          const { files, findings } = mergeRepository({ base, wanted, actual });
          expect(findings).toEqual([]);
          for (const [path, { content }] of files) {
            expect(commentsIn(content)).toEqual(
              commentsIn(actual.get(path)?.content ?? ''),
            );
          }
          // Its lines are those that the wanted files would have, annotated alike.
          expect(Object.fromEntries(files)).toEqual(
            Object.fromEntries(annotate(wanted)),
          );
        },
      ),
      { numRuns: 20 },
    );
    expect(compared).toBeGreaterThan(8);
  });
});
