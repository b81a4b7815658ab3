import fc from 'fast-check';
import { generated } from '../__testUtils__/generated';
import { GenerateRequest } from '../settings/GenerateRequest';
import { rightRepository, value } from './__testUtils__/change';
import { lintRepository } from './lintRepository';

describe('lintRepository', () => {
  it('finds nothing in the skeleton but what its example leaves to others', async () => {
    const findings = lintRepository(await rightRepository());
    expect(findings.map(({ id }) => id)).toEqual([
      'js-workqueue-gap',
      // Whom KEDA trusts is decided where KEDA is installed.
      'tls-keda-ca',
    ]);
  });

  const stream = { name: 'A', subjects: ['a'], maxAge: '1h' };

  it.each<[string, Partial<GenerateRequest>]>([
    ['local', { cluster: 'local' }],
    ['minicloud', { cluster: 'minicloud' }],
    ['bramble', { cluster: 'bramble' }],
    [
      'one server',
      { name: 'orders', servers: 1, messaging: { streams: [stream] } },
    ],
    ['five servers', { cluster: 'minicloud', name: 'orders-nats', servers: 5 }],
    ['no streams', { messaging: { streams: [] } }],
    [
      'a stream and a consumer with all that a form has',
      {
        messaging: {
          streams: [
            {
              ...stream,
              maxAge: '7d',
              duplicateWindow: '2m',
              compression: 's2',
              metadata: { a: 'b' },
              consumers: [
                {
                  durableName: 'c',
                  maxDeliver: 5,
                  backoff: ['1s', '1d'],
                  sampleFreq: '10',
                  inactiveThreshold: '0',
                },
              ],
            },
          ],
        },
      },
    ],
  ])(
    'finds no error in the repository generated for %s',
    async (_what, changes) => {
      const findings = lintRepository(await generated(changes));
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual(
        [],
      );
    },
  );

  it('says where, down to line and column', async () => {
    const files = await rightRepository();
    value(['config', 'cluster', 'replicas'], 2)(files);
    const lines = files.get('nats/release.yaml')!.content.split('\n');
    const [finding] = lintRepository(files).filter(
      ({ id }) => id === 'values-replicas-two',
    );
    expect(lines[finding.line - 1].slice(finding.column - 1)).toBe(
      'replicas: 2',
    );
  });

  it('leaves out what it is told to', async () => {
    const files = await rightRepository();
    value(['config', 'cluster', 'replicas'], 2)(files);
    expect(
      lintRepository(files, { ignore: ['values-replicas-two'] }).map(
        ({ id }) => id,
      ),
    ).not.toContain('values-replicas-two');
  });

  it('finds nothing in an empty repository', () => {
    expect(lintRepository(new Map())).toEqual([]);
  });

  it('never throws on arbitrary text', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom(
            'nats/release.yaml',
            'nats/kustomization.yaml',
            'a.yml',
            'README.md',
          ),
          fc.oneof(
            fc.string({ unit: 'binary' }),
            fc.stringMatching(/^(?:[-a-z:[\]{}&*!|>'"?, #\n%~<0-9]| ){0,60}$/),
          ),
        ),
        files => {
          const findings = lintRepository(
            new Map(
              Object.entries(files).map(([path, content]) => [
                path,
                { content },
              ]),
            ),
          );
          for (const { line, column } of findings) {
            expect(Math.min(line, column)).toBeGreaterThan(0);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('never throws whatever stands in the place of any value', async () => {
    const files = await rightRepository();
    const places = [...files].flatMap(([file, { content }]) =>
      file.endsWith('.yaml')
        ? [...content.matchAll(/(?<=[:-] )\S.*$/gm)].map(match => ({
            file,
            at: match.index,
            length: match[0].length,
          }))
        : [],
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...places),
        fc.oneof(
          fc.json(),
          fc.constantFrom(
            '*a',
            '&a b',
            '!!binary x',
            '? a',
            '[',
            "'",
            '2020-01-01',
            '-1',
            '1e400',
            '{a: 1, a: 2}',
            '{<<: 1}',
            '{__proto__: 1}',
            '{? [a] : b}',
          ),
        ),
        ({ file, at, length }, replacement) => {
          const { content } = files.get(file)!;
          const changed = `${content.slice(0, at)}${replacement}${content.slice(
            at + length,
          )}`;
          const findings = lintRepository(
            new Map([...files, [file, { content: changed }]]),
          );
          for (const { line, column } of findings) {
            expect(Math.min(line, column)).toBeGreaterThan(0);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
