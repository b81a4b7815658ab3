import fc from 'fast-check';
import { brokers, platforms } from '../../__testUtils__/randomBrokers';
import { theDefaults, theSkeleton } from '../../__testUtils__/theRepository';
import { generate } from '../../generate/generate';
import { RepositoryFiles, Skeleton } from '../../RepositoryFile';
import { resolveSettings } from '../../settings/resolveSettings';
import { readRequest } from './readRequest';
import { resolveRead } from './resolveRead';

let skeleton: Skeleton;

beforeAll(async () => {
  skeleton = await theSkeleton();
});

function texts(files: RepositoryFiles): Record<string, string> {
  return Object.fromEntries(
    [...files].map(([path, { content }]) => [path, content]),
  );
}

describe('readRequest', () => {
  it('reads what makes the same bytes again, whatever was asked for', () => {
    let compared = 0;
    fc.assert(
      fc.property(brokers, platforms, (request, platform) => {
        const today = theDefaults();
        const then = {
          ...today,
          clusters: { ...today.clusters, [request.cluster]: platform },
        };
        const { settings, findings } = resolveSettings(request, then);
        if (findings.some(({ severity }) => severity === 'error')) {
          return;
        }
        compared++;
        const files = generate(settings, skeleton);
        const read = readRequest(files);
        if ('problems' in read) {
          throw new Error(JSON.stringify(read.problems));
        }
        const again = resolveRead(read, {
          ...today,
          // A fact about the storage that no file but the README has.
          platform: {
            ...today.platform,
            storageCopies: settings.storageCopies,
          },
          clusters: {},
        });
        expect(texts(generate(again.settings, skeleton))).toEqual(texts(files));
      }),
      { numRuns: 25 },
    );
    expect(compared).toBeGreaterThan(10);
  });
});
