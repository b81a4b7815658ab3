import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** WCAG 2.2, success criterion 1.4.3, for text of usual size. */
const LEAST_RATIO = 4.5;

/** What text stands on: the ground that its colour is made for, else a card and a box in it. */
function groundsOf(value: string): string[] {
  const [, kind] = value.match(/--bui-fg-([a-z]+)-on-bg/) ?? [];
  return kind
    ? [`--bui-bg-${kind}`]
    : ['--bui-bg-neutral-1', '--bui-bg-neutral-2'];
}

/** These colour an icon, beside a word in the colour of text. */
const ICON_SHEETS = [
  'VerdictMark.module.css',
  'Freshness.module.css',
  'PlanMark.module.css',
];

// Beside the code: Jest answers the import of a style sheet with a stand-in.
const tokens = readFileSync(
  join(dirname(require.resolve('@backstage/ui')), 'css', 'styles.css'),
  'utf8',
);

/** Custom properties of a theme; the dark one stands after the light one and says what differs. */
function themeOf(mode: 'light' | 'dark'): Map<string, string> {
  const dark = tokens.indexOf("[data-theme-mode='dark'] {");
  const parts = [tokens.slice(0, dark)];
  if (mode === 'dark') {
    parts.push(tokens.slice(dark, tokens.indexOf('}', dark)));
  }
  return new Map(
    parts.flatMap(part =>
      [...part.matchAll(/(--bui-[a-z0-9-]+): ([^;]+);/g)].map(
        ([, name, value]): [string, string] => [name, value],
      ),
    ),
  );
}

type Rgb = number[];

function colour(theme: Map<string, string>, name: string): Rgb {
  const value = theme.get(name) ?? '';
  const [, alias] = value.match(/^var\((.+)\)$/) ?? [];
  if (alias) {
    return colour(theme, alias);
  }
  const [, hex] = value.match(/^#([0-9a-f]{3}|[0-9a-f]{6})$/i) ?? [];
  if (!hex) {
    throw new Error(`${name} is no colour that this test can read: ${value}`);
  }
  const digits = hex.length === 3 ? hex.replace(/./g, '$&$&') : hex;
  return (digits.match(/../g) ?? []).map(pair => parseInt(pair, 16));
}

/** Relative luminance, WCAG 2.2. */
function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map(value => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: Rgb, b: Rgb): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' });

const declared = new Set(
  files
    .filter(
      file =>
        file.endsWith('.module.css') &&
        !ICON_SHEETS.some(sheet => file.endsWith(sheet)),
    )
    .flatMap(file => [
      ...readFileSync(join(__dirname, file), 'utf8').matchAll(
        /^\s*color:\s*([^;]+);/gm,
      ),
    ])
    .map(([, value]) => value.replace(/\s+/g, ' '))
    .filter(value => value !== 'inherit'),
);

describe('the colours of text', () => {
  it('are declared', () => {
    expect(declared).toContain('var(--bui-fg-primary)');
  });

  it.each(
    [...declared].flatMap(value =>
      (['light', 'dark'] as const).flatMap(mode =>
        groundsOf(value).map(ground => [value, mode, ground] as const),
      ),
    ),
  )('%s can be read in %s on %s', (value, mode, ground) => {
    const theme = themeOf(mode);
    const below = colour(theme, ground);
    const [, name] = value.match(/var\((--[a-z0-9-]+)\)/) ?? [];
    const [, percent = '100'] =
      value.match(/^color-mix\(in srgb, .+ (\d+)%, transparent\)$/) ?? [];
    const share = Number(percent) / 100;
    const painted = colour(theme, name ?? value).map(
      (part, i) => share * part + (1 - share) * below[i],
    );
    expect(contrast(painted, below)).toBeGreaterThanOrEqual(LEAST_RATIO);
  });

  it('are none of those that the design system keeps for the page itself', () => {
    const components = files.filter(
      file => file.endsWith('.tsx') && !file.endsWith('.test.tsx'),
    );
    expect(
      components.filter(file =>
        /<Text[^>]*\scolor=/.test(readFileSync(join(__dirname, file), 'utf8')),
      ),
    ).toEqual([]);
  });
});
