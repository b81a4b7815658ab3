import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Result } from '../harness/Result';
import { benchmarksDocument } from './describeResults';
import { readResults, withNumbers } from './updateDocuments';

const root = join(__dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const result: Result = {
  name: 'generate',
  about: 'a repository from settings',
  at: '2026-01-02T03:04:05.678Z',
  machine: {
    processor: 'Abacus',
    cores: 2,
    memory: 8,
    node: 'v22.12.0',
    platform: 'linux x64',
  },
  versions: { 'nats-server': '2.15.1' },
  figures: [
    {
      name: 'lint',
      unit: 'ms',
      values: [1, 3],
      minimum: 1,
      median: 1,
      maximum: 3,
    },
  ],
  ratios: [
    { name: 'lint, of 2 ms', value: 0.5, atMost: 1 },
    { name: 'lint, of 0.5 ms', value: 2, atMost: 1 },
  ],
  notes: ['on a quiet day'],
};

describe('documents of what was measured', () => {
  it('are what the last results say', async () => {
    const results = await readResults(join(root, 'bench/results'));
    expect(read('README.md')).toBe(withNumbers(read('README.md'), results));
    expect(read('docs/benchmarks.md')).toBe(benchmarksDocument(results));
  });

  it('say which goal is not met', () => {
    const text = withNumbers(
      'a\n<!-- numbers: written by npm run bench -->\nold\n<!-- end of numbers -->\nb\n',
      [result],
    );
    expect(text).toMatch(/^a\n/);
    expect(text).toMatch(/\nb\n$/);
    expect(text).not.toContain('old');
    expect(text).toMatch(/\| lint, of 2 ms +\| +0.5 \| +≤ 1 \| +\|/);
    expect(text).toMatch(
      /\| lint, of 0.5 ms \| +2 \| +≤ 1 \| \*\*not met\*\* \|/,
    );
  });

  it('say when, on what and with which versions', () => {
    expect(benchmarksDocument([result])).toContain(
      'Measured on 2026-01-02, 2 × Abacus, 8 GiB, linux x64, Node v22.12.0, nats-server 2.15.1',
    );
  });

  it('need a place in the README', () => {
    expect(() => withNumbers('# No numbers', [result])).toThrow(/has no/);
  });
});
