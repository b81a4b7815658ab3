import fc from 'fast-check';
import { Document, parseAllDocuments, visit } from 'yaml';
import { request } from '../__testUtils__/requests';
import { theDefaults, theSkeleton } from '../__testUtils__/theRepository';
import { lintRepository } from '../lint/lintRepository';
import { RepositoryFiles, Skeleton } from '../RepositoryFile';
import { PlatformDefaults } from '../settings/PlatformDefaults';
import { ProvisioningSetting, Settings } from '../settings/Settings';
import { resolveSettings } from '../settings/resolveSettings';
import { brokerEntityRef } from './entityRefs';
import { generate } from './generate';

let skeleton: Skeleton;

beforeAll(async () => {
  skeleton = await theSkeleton();
});

/** Text that means something to YAML, to templates, to shells or to paths. */
const traps = fc.constantFrom(
  '"',
  "'",
  '\n',
  '\r\n',
  '{{ .Values }}',
  '${HOME}',
  '$(id)',
  '`id`',
  '!!binary ',
  '!Ref x',
  '&a ',
  '*a',
  '<<',
  ': ',
  ' #',
  '- ',
  '---\n',
  '../',
  '/etc/passwd',
  '\u0000',
  '\u2028',
  '\ud800',
  '<script>',
  '|',
  '\\',
  'on',
  '0x10',
  '1e3',
  '~',
  'a'.repeat(10_000),
);

const hostile = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .array(traps, { minLength: 1, maxLength: 3 })
      .map(parts => parts.join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('jobs', 'JOBS_1', 'on', 'y', 'null', '007'),
  },
);

const fields = ({
  text,
  name,
  host,
  provisioning,
}: {
  text: fc.Arbitrary<string>;
  name: fc.Arbitrary<string>;
  host: fc.Arbitrary<string>;
  provisioning: fc.Arbitrary<string>;
}) =>
  fc.record({
    cluster: name,
    name: fc.option(name, { nil: undefined }),
    broker: fc.option(name, { nil: undefined }),
    owner: fc.oneof(fc.constant('team-a'), name),
    system: fc.option(name, { nil: undefined }),
    storageClass: fc.option(name, { nil: undefined }),
    monitoringHost: fc.option(host, { nil: undefined }),
    provisioning: fc.option(provisioning, { nil: undefined }),
    stream: name,
    consumer: name,
    bucket: name,
    tags: fc.array(text, { maxLength: 2 }),
    origin: name,
    subject: text,
    description: text,
    metadata: fc.dictionary(text, text, { maxKeys: 2 }),
    image: fc.option(name, { nil: undefined }),
  });

type Fields = ReturnType<typeof fields> extends fc.Arbitrary<infer T>
  ? T
  : never;

/** Names that every rule allows and that YAML could take for something else. */
const legalName = fc.constantFrom(
  'on',
  'y',
  'null',
  'no',
  'jobs',
  'e1',
  'true',
);

/** Every setting that cannot come from the form, as words that YAML could take for something else. */
const defaults: PlatformDefaults = {
  ...theDefaults(),
  platform: {
    ...theDefaults().platform,
    prometheus: { namespace: 'no', labels: { on: 'off', '0x10': '1e3' } },
    grafana: { labels: { y: 'n', '{{ x }}': '${x}: #' } },
    ingress: { className: 'on', namespace: 'y', basicAuthSecret: 'null' },
  },
};

function requestOf({
  stream,
  consumer,
  bucket,
  tags,
  origin,
  subject,
  description,
  metadata,
  image,
  provisioning,
  ...others
}: Fields) {
  return request({
    ...others,
    provisioning: provisioning as ProvisioningSetting | undefined,
    messaging: {
      streams: [
        {
          name: stream,
          subjects: [subject],
          maxAge: '1h',
          description,
          metadata,
          consumers: [
            {
              durableName: consumer,
              maxDeliver: 3,
              description,
              metadata,
              worker: image === undefined ? {} : { image },
            },
          ],
        },
      ],
      keyValues: [
        {
          bucket,
          ttl: '1h',
          description,
          placement: { tags },
          sources: [{ name: origin }],
        },
      ],
      objectStores: [{ bucket, ttl: '1h', description, metadata }],
    },
  });
}

/** The spec of the first object of a file, as readers of YAML 1.1 take it. */
function specIn(files: RepositoryFiles, path: string) {
  const [document] = parseAllDocuments(files.get(path)?.content ?? '', {
    version: '1.1',
    merge: false,
  });
  return document.toJS({ mapAsMap: true }).get('spec');
}

/** Files that an input had a part in. */
function changedFiles(files: RepositoryFiles): string[] {
  return [...files].flatMap(([path, { content }]) =>
    path.endsWith('.yaml') && skeleton.get(path)?.content !== content
      ? [content]
      : [],
  );
}

function tagsIn(document: Document): string[] {
  const tags: string[] = [];
  visit(document, {
    Node(_key, node) {
      tags.push(...(node.tag ? [node.tag] : []));
    },
  });
  return tags;
}

function expectReadsBack(
  input: Fields,
  { files, settings }: { files: RepositoryFiles; settings: Settings },
): void {
  for (const path of files.keys()) {
    expect(path).toMatch(/^(?:\.?[\w-]+\/)*[\w-][\w.-]*$/);
  }
  for (const content of changedFiles(files)) {
    // Kubernetes' tools read YAML 1.1.
    for (const document of parseAllDocuments(content, {
      version: '1.1',
      merge: false,
    })) {
      expect(document.errors).toEqual([]);
      expect(tagsIn(document).filter(tag => tag.startsWith('!'))).toEqual([]);
    }
  }
  const metadata = {
    ...input.metadata,
    'nats.io/declared-in': brokerEntityRef(settings),
  };
  const spec = specIn(files, 'jetstream/streams.yaml');
  expect(spec.get('name')).toBe(input.stream);
  expect(spec.get('subjects')).toEqual([input.subject]);
  expect(spec.get('description')).toBe(input.description);
  expect(Object.fromEntries(spec.get('metadata'))).toEqual(metadata);
  const keyValue = specIn(files, 'jetstream/key-values.yaml');
  expect(keyValue.get('bucket')).toBe(input.bucket);
  expect(keyValue.get('description')).toBe(input.description);
  expect(keyValue.get('placement').get('tags')).toEqual(input.tags);
  expect(keyValue.get('sources')[0].get('name')).toBe(input.origin);
  const store = specIn(files, 'jetstream/object-stores.yaml');
  expect(store.get('bucket')).toBe(input.bucket);
  expect(store.get('description')).toBe(input.description);
  expect(Object.fromEntries(store.get('metadata'))).toEqual(metadata);
  expect(settings.workers[0].consumer).toBe(input.consumer);
  expect(settings.monitoringHost).toBe(input.monitoringHost);
}

/** Generates where there is no error; true where it did. */
function judge(input: Fields): boolean {
  const { settings, findings } = resolveSettings(requestOf(input), defaults);
  const errors = findings.filter(({ severity }) => severity === 'error');
  for (const { path } of errors) {
    expect(path).not.toBe('');
  }
  if (errors.length > 0) {
    return false;
  }
  const files = generate(settings, skeleton);
  expectReadsBack(input, { files, settings });
  expect(
    // No server has the tags that are asked for, which is said, and nothing else.
    lintRepository(files, { ignore: ['reference-placement'] }).filter(
      ({ severity }) => severity === 'error',
    ),
  ).toEqual([]);
  return true;
}

const wild = fields({
  text: hostile,
  name: hostile,
  host: hostile,
  provisioning: hostile,
});

const legal = fields({
  text: hostile,
  name: legalName,
  host: fc.constantFrom('on.y', '007.1e3', 'true.null.example'),
  provisioning: fc.constantFrom('', 'flux'),
});

describe('whatever a form holds', () => {
  it('never throws', () => {
    fc.assert(
      fc.property(wild, input => {
        expect([true, false]).toContain(judge(input));
      }),
      { numRuns: 200 },
    );
  });

  it('becomes findings, or text in files that read back as it was', () => {
    let generations = 0;
    fc.assert(
      fc.property(legal, input => {
        generations += judge(input) ? 1 : 0;
      }),
      { numRuns: 200 },
    );
    // Else this test would have looked at nothing.
    expect(generations).toBeGreaterThan(10);
  });

  it.each(['../x', 'a/b', '', 'a\nb', 'A'])(
    'cannot be generated past the findings, where %j would be a path',
    name => {
      const { settings } = resolveSettings(request(), defaults);
      expect(() => generate({ ...settings, cluster: name }, skeleton)).toThrow(
        'is no name for Kubernetes',
      );
      expect(() => generate({ ...settings, name }, skeleton)).toThrow(
        'is no name for Kubernetes',
      );
    },
  );
});
