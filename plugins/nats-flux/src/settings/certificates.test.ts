import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { generated, objectsIn } from '../__testUtils__/generated';
import { request } from '../__testUtils__/requests';
import { theDefaults, theSkeleton } from '../__testUtils__/theRepository';
import { generate } from '../generate/generate';
import { previewRepository } from '../preview/previewRepository';
import { parsePlatformDefaults } from './parsePlatformDefaults';
import { resolveSettings } from './resolveSettings';

const shipped = readFileSync(
  resolve(__dirname, '../../../../templates/defaults.yaml'),
  'utf8',
);

/** The shipped file with something in the place of what is there. */
const defaultsWith = (from: string, to: string) => {
  expect(shipped).toContain(from);
  return parsePlatformDefaults(shipped.replace(from, to), 'defaults.yaml');
};

const asked = (certificates: string) =>
  defaultsWith('  # certificates:', `  certificates: ${certificates}\n  #`);

describe('certificates', () => {
  it('live for 90 days, with a key of ECDSA 256, where nobody says otherwise', async () => {
    const { settings } = resolveSettings(request(), theDefaults());
    expect(settings.certificates).toBeUndefined();
    expect(settings.origins.certificates).toBe('skeleton');
    const files = await generated();
    const [{ spec }] = objectsIn(files, 'nats/certificates.yaml').filter(
      ({ metadata }) => metadata.name === 'nats-server',
    );
    expect(spec).toMatchObject({
      duration: '2160h',
      renewBefore: '720h',
      privateKey: { algorithm: 'ECDSA', size: 256 },
    });
  });

  it('are all as a cluster asks, but the authority, and the preview says so', async () => {
    const defaults = theDefaults();
    const resolved = resolveSettings(request({ cluster: 'local' }), {
      ...defaults,
      clusters: {
        local: {
          certificates: {
            duration: '48h',
            renewBefore: '16h',
            key: 'RSA 3072',
          },
        },
      },
    });
    expect(resolved.settings.origins.certificates).toBe('cluster default');
    const files = generate(resolved.settings, await theSkeleton());
    const certificates = [...files.keys()]
      .filter(path => /certificates|workers\/echo/.test(path))
      .flatMap(path => objectsIn(files, path))
      .filter(({ kind }) => kind === 'Certificate');
    expect(certificates.length).toBeGreaterThan(5);
    for (const { spec } of certificates.filter(each => !each.spec.isCA)) {
      expect(spec).toMatchObject({
        duration: '48h',
        renewBefore: '16h',
        privateKey: { algorithm: 'RSA', size: 3072 },
      });
    }
    expect(certificates.find(({ spec }) => spec.isCA)?.spec.duration).toBe(
      '87600h',
    );
    const { sums } = previewRepository(resolved, await theSkeleton());
    expect(sums?.certificateSeconds).toBe(48 * 3600);
  });

  it.each([
    ['90d', '720h', 'ECDSA 256', /duration: must be hours/],
    ['720h', '720h', 'ECDSA 256', /renewBefore: must be less than the/],
    ['100000h', '720h', 'ECDSA 256', /outlives the authority/],
    ['30m', '10m', 'ECDSA 256', /duration: must be an hour or more/],
    ['2160h', '4m', 'ECDSA 256', /must be 5m or more/],
    ['2160h', '720h', 'ECDSA 255', /key: /],
  ])(
    'are refused for %s, renewed %s before, with %s',
    (duration, renewBefore, key, message) => {
      expect(() =>
        asked(
          `{ duration: ${duration}, renewBefore: ${renewBefore}, key: ${key} }`,
        ),
      ).toThrow(message);
    },
  );
});

describe('images', () => {
  it('are pinned in the files to those of the chart', async () => {
    const [release] = objectsIn(
      await generated({ cluster: 'minicloud' }),
      'nats/release.yaml',
    );
    const { container, natsBox, promExporter, reloader } = release.spec.values;
    expect([
      release.spec.chart.spec.version,
      container.image.tag,
      reloader.image.tag,
      promExporter.image.tag,
      natsBox.container.image.tag,
    ]).toEqual(['2.14.2', '2.14.2-alpine', '0.23.0', '0.20.1', '0.19.7']);
  });

  it.each(['https://mirror.example.org', 'a b', 'mirror.example.org/'])(
    'come from no registry called %s',
    registry => {
      expect(() =>
        defaultsWith(
          '# imageRegistry: mirror.example.org/docker ',
          `imageRegistry: "${registry}" `,
        ),
      ).toThrow(/imageRegistry: is no registry/);
    },
  );
});
