import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { request } from '../__testUtils__/requests';
import { parsePlatformDefaults } from './parsePlatformDefaults';
import { resolveSettings } from './resolveSettings';

const shipped = readFileSync(
  resolve(__dirname, '../../../../templates/defaults.yaml'),
  'utf8',
);

function mistakesIn(text: string): string[] {
  try {
    const { mistakes = {} } = parsePlatformDefaults(text, 'defaults.yaml');
    return Object.values(mistakes).flat();
  } catch (error) {
    expect(error).toMatchObject({ name: 'InputError' });
    return String((error as Error).message)
      .split('\n')
      .slice(1);
  }
}

/** Line of the first occurrence, from 1. */
function lineOf(text: string, part: string): number {
  return text.slice(0, text.indexOf(part)).split('\n').length;
}

describe('parsePlatformDefaults', () => {
  it('reads the file that the repository ships', () => {
    const { platform, clusters } = parsePlatformDefaults(shipped, 'x');
    expect(platform.servers).toBe(3);
    expect(Object.keys(clusters)).toEqual(['local', 'minicloud', 'bramble']);
  });

  it('names line and column of a wrong value', () => {
    const text = shipped.replace('storageSize: 20Gi', 'storageSize: 1.5Gi');
    expect(mistakesIn(text)).toEqual([
      expect.stringMatching(
        new RegExp(
          `^defaults.yaml:${lineOf(
            text,
            '1.5Gi',
          )}:16: platform.storageSize: must be a whole number`,
        ),
      ),
    ]);
  });

  it('names line and column of an unknown key', () => {
    const text = shipped.replace('  storageCopies: 1', '  storagCopies: 1');
    expect(mistakesIn(text)).toEqual([
      expect.stringMatching(/platform.storageCopies: is missing/),
      `defaults.yaml:${lineOf(
        text,
        'storagCopies',
      )}:3: platform.storagCopies: is not a setting, and would do nothing`,
    ]);
  });

  it('names all mistakes at once, in the order of the file', () => {
    const text = shipped
      .replace('servers: 3', 'servers: 4')
      .replace('spread: strict', 'spread: wide')
      .replace('    storageCopies: 3', '    storageCopies: three');
    expect(mistakesIn(text).map(line => line.replace(/^.*?: /, ''))).toEqual([
      expect.stringMatching(/^platform.servers: must be 1, 3 or 5/),
      expect.stringMatching(/^platform.spread: /),
      expect.stringMatching(
        /^clusters.minicloud.storageCopies: must be a number/,
      ),
    ]);
  });

  it('names a repeated key', () => {
    const text = shipped.replace('servers: 3', 'servers: 3\n  servers: 5');
    expect(mistakesIn(text)).toEqual([
      expect.stringMatching(/^defaults.yaml:\d+:3: .*unique/i),
    ]);
  });

  it.each(['', 'clusters: {}', '[]', 'just a text', 'a: &x [*x]'])(
    'says what is missing in %j',
    text => {
      expect(mistakesIn(text).length).toBeGreaterThan(0);
    },
  );

  it('refuses a chart version that is a range', () => {
    const text = shipped.replace(
      '  # chartVersion: 2.14.2 ',
      '  chartVersion: 2.x #',
    );
    expect(mistakesIn(text)).toEqual([
      expect.stringMatching(/platform.chartVersion: must be one exact version/),
    ]);
  });

  it('refuses a cluster whose name is none', () => {
    const text = shipped.replace('  bramble:', '  ../bramble:');
    expect(mistakesIn(text)).toEqual([
      expect.stringMatching(/:3: clusters.*is no name for Kubernetes/),
    ]);
  });

  it('says which part of the issuer is wrong', () => {
    const text = shipped.replace('name: minicloud-ca', 'nam: minicloud-ca');
    expect(mistakesIn(text).join()).toMatch(/clusters.minicloud.issuer.name/);
  });

  describe('with a mistake in one cluster', () => {
    const text = shipped.replace(
      '    storageCopies: 3',
      '    storageCopies: three',
    );
    const defaults = parsePlatformDefaults(text, 'defaults.yaml');

    it('can still be used for the others', () => {
      expect(Object.keys(defaults.clusters)).toEqual(['local', 'bramble']);
      expect(
        resolveSettings(request({ cluster: 'bramble' }), defaults).findings,
      ).toEqual(
        resolveSettings(
          request({ cluster: 'bramble' }),
          parsePlatformDefaults(shipped, 'x'),
        ).findings,
      );
    });

    it('cannot be used for that cluster, and says where the mistake is', () => {
      const { findings } = resolveSettings(
        request({ cluster: 'minicloud' }),
        defaults,
      );
      expect(findings).toContainEqual({
        id: 'settings-defaults',
        severity: 'error',
        path: 'cluster',
        message: expect.stringContaining(
          `defaults.yaml:${lineOf(
            text,
            'Copies: three',
          )}:20: clusters.minicloud.storageCopies: must be a number`,
        ),
      });
    });
  });

  it('stops everything for a mistake that concerns all, and for one that nobody knows whom it concerns', () => {
    for (const text of [
      shipped.replace('servers: 3', 'servers: 4'),
      shipped.replace('  bramble:', '  Bramble:'),
      shipped.replace('clusters:', 'cluster:'),
    ]) {
      expect(() => parsePlatformDefaults(text, 'x')).toThrow(
        "The platform's defaults cannot be used",
      );
    }
  });
});
