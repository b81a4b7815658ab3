import { generated } from '../__testUtils__/generated';
import { afterValues, clusterValues } from '../__testUtils__/repositories';
import { compareRepositories } from './compareRepositories';
import { Consequence } from './Consequence';
import { formatConsequences } from './formatConsequences';

const consequence = (changes: Partial<Consequence>): Consequence => ({
  id: 'change-x',
  severity: 'error',
  outcome: 'rejected',
  file: 'a.yaml',
  object: 'Stream A',
  changes: [],
  consequence: 'It is refused.',
  procedure: [],
  ...changes,
});

describe('formatConsequences', () => {
  it('says so when there is nothing', () => {
    expect(formatConsequences([])).toBe(
      'The cluster notices nothing of this change.\n',
    );
  });

  it('reads well', () => {
    const text = formatConsequences(
      afterValues(
        clusterValues(),
        clusterValues({
          jetstream: { enabled: true, fileStore: { pvc: { size: '20Gi' } } },
        }),
      ),
    );
    expect(text).toMatch(/^### Refused/);
    expect(text).toContain('**HelmRelease nats** in `nats/release.yaml`');
    expect(text).toContain(
      '- `spec.values.config.jetstream.fileStore.pvc.size`: `"10Gi"` → `"20Gi"`',
    );
    expect(text).toContain(
      '   ~~~sh\n   kubectl -n nats delete statefulset nats --cascade=orphan\n   ~~~',
    );
  });

  it('says once what is the same for several objects', () => {
    const text = formatConsequences([
      consequence({}),
      consequence({ object: 'Stream B' }),
    ]);
    expect(text.match(/It is refused/g)).toHaveLength(1);
    expect(text).toContain('Stream B');
  });

  it('lets nothing from a repository act', () => {
    const text = formatConsequences([
      consequence({
        object: 'Stream <img src=x> @everyone [a](b)',
        file: 'a`b.yaml',
        changes: [{ path: 'x', from: '```\n# heading', to: undefined }],
        procedure: [{ text: 'Do.', command: 'a\n~~~\n# heading' }],
      }),
    ]);
    expect(text).not.toMatch(/<img|@everyone|\]\(/);
    expect(text).not.toMatch(/^\s*# heading/m);
    expect(text).toContain('`` a`b.yaml ``');
  });

  it('tells of a whole change between two generations', async () => {
    const found = compareRepositories(
      await generated({ storageSize: '10Gi' }),
      await generated({ storageSize: '20Gi', memory: '1Gi' }),
    );
    expect(found.map(({ id }) => id)).toEqual([
      'change-vct',
      'change-pods-roll',
    ]);
  });
});
