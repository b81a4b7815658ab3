import { natsServerBinary } from '@nats-portal/plugin-nats-node/testUtils';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isBefore } from '../model/chartVersion';
import { duration, JsonSchema } from './JsonSchema';
import { NATS_SERVER_VERSION, natsConf } from './natsConf';

/** What stands around a value in nats.conf. */
type Around = (value: unknown) => unknown;

/** A section with named keys, and how to write one of it. */
interface Section {
  schema: JsonSchema;
  around: Around;
}

/** Every section that knows its keys, each once, wherever it is used first. */
function* sections(
  schema: JsonSchema,
  around: Around,
  seen = new Set<unknown>(),
): Iterable<Section> {
  const { properties, items, additionalProperties } = schema;
  if (seen.has(properties ?? schema)) {
    return;
  }
  seen.add(properties ?? schema);
  if (properties && additionalProperties === false) {
    yield { schema, around };
  }
  for (const [key, property] of Object.entries(properties ?? {})) {
    yield* sections(property, value => around({ [key]: value }), seen);
  }
  if (items) {
    yield* sections(items, value => around([value]), seen);
  }
  if (additionalProperties) {
    yield* sections(additionalProperties, value => around({ A: value }), seen);
  }
}

/** A value that a schema allows. */
function right({ type, enum: words, pattern }: JsonSchema): unknown {
  const [first] = type === undefined ? ['object'] : [type].flat();
  const text = pattern ? '5s' : 'x';
  return {
    array: [],
    boolean: true,
    integer: 1,
    number: 1,
    object: {},
    string: words?.[0] ?? text,
  }[first];
}

/** Values that a schema does not allow, though somebody may well write them. */
function wrong(schema: JsonSchema): unknown[] {
  const { type, pattern, enum: words, properties } = schema;
  const types = type === undefined ? [] : [type].flat();
  if (types.includes('object') || types.includes('array')) {
    return properties || schema.items ? [1] : [];
  }
  if (types.length === 0) {
    return [];
  }
  const takesNumbers = types.includes('integer') || types.includes('number');
  return [
    ...(types.includes('string') ? [] : ['1']),
    ...(pattern ? ['2 minutes'] : []),
    ...(words ? ['bogus'] : []),
    ...(types.includes('string') && !takesNumbers ? [1] : []),
  ];
}

describe('keys of nats.conf', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nats-conf-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  let files = 0;

  /** What the server says about a configuration without starting. */
  function ask(config: unknown): Promise<{ refused: boolean; said: string }> {
    const file = join(folder, `${(files += 1)}.conf`);
    writeFileSync(file, JSON.stringify(config));
    return new Promise(resolve =>
      execFile(
        natsServerBinary(),
        ['-c', file, '-t'],
        (failure, stdout, stderr) =>
          resolve({ refused: failure !== null, said: stdout + stderr }),
      ),
    );
  }

  /** Asks about many at once, as many as there are processors or so. */
  async function askAll<T>(items: T[], question: (item: T) => Promise<void>) {
    const queue = [...items];
    const ask1 = async () => {
      for (let next = queue.pop(); next; next = queue.pop()) {
        await question(next);
      }
    };
    await Promise.all([ask1(), ask1(), ask1()]);
  }

  const all = [...sections(natsConf.top, value => value)];
  const keys = all.flatMap(({ schema, around }) =>
    Object.entries(schema.properties ?? {}).map(([key, property]) => ({
      key,
      property,
      around,
    })),
  );

  async function isOlder(): Promise<boolean> {
    const version = await new Promise<string>(resolve =>
      execFile(natsServerBinary(), ['--version'], (_failure, stdout) =>
        resolve(/\d+\.\d+\.\d+/.exec(stdout)?.[0] ?? ''),
      ),
    );
    return isBefore(version, NATS_SERVER_VERSION);
  }

  it('are known to the server, each of them', async () => {
    const unknown: string[] = [];
    await askAll(keys, async ({ key, property, around }) => {
      const { said } = await ask(around({ [key]: right(property) }));
      if (said.includes(`unknown field "${key}"`)) {
        unknown.push(key);
      }
    });
    expect(keys.length).toBeGreaterThan(300);
    // An older server knows most, as it grew key by key.
    expect(unknown.length).toBeLessThan(
      (await isOlder()) ? keys.length / 3 : 1,
    );
  }, 120_000);

  it('are all that the server knows: it refuses any other in every section', async () => {
    const accepted: string[] = [];
    // It may not know the section itself.
    const older = await isOlder();
    await askAll(all, async ({ around }) => {
      const config = around({ bogus: 'x' });
      const { refused, said } = await ask(config);
      if (!refused || !(older || said.includes('bogus'))) {
        accepted.push(`${JSON.stringify(config)}: ${said}`);
      }
    });
    expect(accepted).toEqual([]);
  }, 120_000);

  it('allow nothing less than the server does', async () => {
    const accepted: string[] = [];
    const mistakes = keys.flatMap(({ property, ...rest }) =>
      wrong(property).map(value => ({ ...rest, value })),
    );
    await askAll(mistakes, async ({ key, around, value }) => {
      const { refused } = await ask(around({ [key]: value }));
      if (!refused) {
        accepted.push(JSON.stringify(around({ [key]: value })));
      }
    });
    // An older server overlooks a few.
    expect((await isOlder()) ? accepted.slice(5) : accepted).toEqual([]);
  }, 120_000);

  it.each(['1s', '1h30m', '1.5s', '.5s', '-1s', '+1s', '0', '1us', '1µs'])(
    'take %s for a duration, as the server does',
    async text => {
      expect(text).toMatch(new RegExp(duration.pattern, 'u'));
      const { said } = await ask({ mqtt: { js_api_timeout: text } });
      expect(said).not.toContain('invalid duration');
    },
  );

  it.each(['1', '1d', '2 minutes', '', 's', '1s ', '1h-1m', '1S'])(
    'take %j for no duration, as the server does',
    async text => {
      expect(text).not.toMatch(new RegExp(duration.pattern, 'u'));
      const { refused } = await ask({ mqtt: { js_api_timeout: text } });
      expect(refused).toBe(true);
    },
  );
});
