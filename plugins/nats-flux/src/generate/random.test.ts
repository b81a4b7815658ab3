import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { brokers, platforms } from '../__testUtils__/randomBrokers';
import { theDefaults, theSkeleton } from '../__testUtils__/theRepository';
import { lintRepository } from '../lint/lintRepository';
import { RepositoryFiles, Skeleton } from '../RepositoryFile';
import { resolveSettings } from '../settings/resolveSettings';
import { generate } from './generate';

/** A name of Kubernetes: a DNS subdomain (RFC 1123), which all kinds here take. */
const LEGAL_NAME = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;

let skeleton: Skeleton;

beforeAll(async () => {
  skeleton = await theSkeleton();
});

function namesIn(files: RepositoryFiles): string[] {
  return [...files]
    .filter(([path]) => path.endsWith('.yaml') && !path.startsWith('.'))
    .flatMap(([, { content }]) => parseAllDocuments(content))
    .map(document => document.toJS())
    .filter(object => object?.apiVersion?.includes('/'))
    .flatMap(object => object.metadata?.name ?? []);
}

describe('whatever broker is asked for', () => {
  it('has no error, legal names, and the same bytes each time', () => {
    let compared = 0;
    fc.assert(
      fc.property(brokers, platforms, (request, platform) => {
        const defaults = theDefaults();
        const { settings, findings } = resolveSettings(request, {
          ...defaults,
          clusters: { ...defaults.clusters, [request.cluster]: platform },
        });
        if (findings.some(({ severity }) => severity === 'error')) {
          return;
        }
        compared++;
        const files = generate(settings, skeleton);
        expect(
          // No server has the tags that some ask for, which is said, and nothing else.
          lintRepository(files, { ignore: ['reference-placement'] }).filter(
            ({ severity }) => severity === 'error',
          ),
        ).toEqual([]);
        const names = namesIn(files);
        expect(names.length).toBeGreaterThan(5);
        expect(names.filter(name => !LEGAL_NAME.test(name))).toEqual([]);
        expect([...generate(settings, skeleton)]).toEqual([...files]);
      }),
      { numRuns: 40 },
    );
    expect(compared).toBeGreaterThan(15);
  });
});
