import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import {
  isMap,
  isScalar,
  isSeq,
  parseAllDocuments,
  visit,
  YAMLMap,
} from 'yaml';
import { generated, Loose, objectsIn } from '../__testUtils__/generated';
import {
  goldenFiles,
  goldenRepositories,
} from '../__testUtils__/goldenRepositories';
import { theSkeleton } from '../__testUtils__/theRepository';
import { lintRepository } from '../lint/lintRepository';
import { RepositoryFiles } from '../RepositoryFile';

/*
 * The README of a generated repository names namespaces, Secrets, objects and
 * files. Each name in it is held against the files beside it, in every golden
 * repository, and what it tells people to do by hand is done.
 */

function readmeOf(files: RepositoryFiles) {
  const [path] = [...files.keys()].filter(
    each => posix.basename(each) === 'README.md',
  );
  const text = files.get(path)?.content ?? '';
  const folder = posix.dirname(path);
  const exported = /^export (.*)$/m.exec(text)?.[1] ?? '';
  const variables = new Map(
    exported.split(' ').map(each => each.split('=') as [string, string]),
  );
  const commands = [
    ...[...text.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, code]) => code),
    ...[...text.matchAll(/`((?:kubectl|flux|cmctl|nats) [^`]*)`/g)].map(
      ([, code]) => code,
    ),
  ].join('\n');
  const used = [...commands.matchAll(/\$([A-Z_]+)/g)].map(([, name]) => name);
  const expanded = commands.replace(
    /"?((?:[\w./-]*\$[A-Z_]+[\w./-]*)+)"?/g,
    (_all, word: string) =>
      word.replace(/\$([A-Z_]+)/g, (_name, key) => variables.get(key) ?? '?'),
  );
  const all = (pattern: RegExp) =>
    new Set([...expanded.matchAll(pattern)].map(match => match[1]));
  return { all, folder, text, used, variables };
}

function objectsOf(files: RepositoryFiles): Loose[] {
  return [...files.keys()]
    .filter(path => /\.yaml$/.test(path) && !path.startsWith('.github'))
    .flatMap(path => objectsIn(files, path))
    .filter(Boolean);
}

describe.each(goldenRepositories())('the README of %s', name => {
  const files = goldenFiles(name);
  const { all, folder, text, used, variables } = readmeOf(files);
  const objects = objectsOf(files);
  const named = (kind: string) =>
    objects.filter(o => o.kind === kind).map(o => o.metadata.name);
  const specs = (kind: string) =>
    objects.filter(o => o.kind === kind).map(o => o.spec);
  const [release] = specs('HelmRelease');
  const { fullnameOverride: fullname, natsBox } = release.values;
  const expectSome = (found: Set<string>, allowed: readonly string[]) => {
    expect(found.size).toBeGreaterThan(0);
    expect([...found].filter(each => !allowed.includes(each))).toEqual([]);
  };

  it('has commands that a shell can read', () => {
    const blocks = [...text.matchAll(/^```sh\n(.*?)^```$/gms)];
    const input = blocks.map(([, code]) => code).join('\n');
    expect(() => execFileSync('sh', ['-n'], { input })).not.toThrow();
  });

  it('uses no variable that it does not set, and sets none in vain', () => {
    expect([...new Set(used)].filter(key => !variables.has(key))).toEqual([]);
    expect(
      [...variables.keys()].filter(key => !text.includes(`$${key}`)),
    ).toEqual([]);
  });

  it('names namespaces, objects and Secrets that are there', () => {
    const namespaces = named('Namespace');
    const policies = JSON.stringify(specs('NetworkPolicy'));
    const peers = [
      ...policies.matchAll(/"kubernetes\.io\/metadata\.name":"([^"]+)"/g),
    ].map(([, peer]) => peer);
    expectSome(all(/\bkubectl -n ([\w-]+)/g), [...namespaces, ...peers]);
    expectSome(all(/\bdelete namespace ([\w-]+)/g), namespaces);
    expectSome(all(/\bdeploy\/([\w-]+)/g), [`${fullname}-box`]);
    expectSome(all(/\bdelete statefulset ([\w-]+)/g), [fullname]);
    expectSome(all(/helmrelease ([\w-]+)/g), named('HelmRelease'));
    expectSome(all(/\bcmctl renew -n \S+ ([\w-]+)/g), named('Certificate'));
    expectSome(all(/\bgrep "?\/([\w-]+)-js-/g), [fullname]);
    expectSome(all(/--context (\w+)/g), Object.keys(natsBox.contexts));
    const secrets = specs('Certificate').map(spec => spec.secretName);
    for (const found of all(/\bget secret ([\w-]+)/g)) {
      expect(secrets).toContain(found);
    }
    for (const [, suffix] of text.matchAll(/`<broker>(-[\w]+-tls)`/g)) {
      expect(secrets).toContain(`${fullname}${suffix}`);
    }
  });

  it('names Kustomizations that are there, or made by it', () => {
    const flux = objects
      .filter(o => /^kustomize\.toolkit/.test(o.apiVersion))
      .map(o => o.metadata.name);
    const made = all(/flux create kustomization ([\w-]+)/g);
    for (const found of all(
      /flux (?:suspend|resume|delete) kustomization ([\w-]+)/g,
    )) {
      expect([...flux, ...made]).toContain(found);
    }
    for (const path of all(/--path="?\.\/(clusters\/[\w/-]+)/g)) {
      expect([...files.keys()].some(file => file.startsWith(`${path}/`))).toBe(
        true,
      );
    }
    const sources = objects
      .filter(o => /^kustomize\.toolkit/.test(o.apiVersion))
      .map(
        ({
          spec: {
            sourceRef: { kind, name: source, namespace },
          },
        }) =>
          [`${kind}/${source}`, ...(namespace ? [namespace] : [])].join('.'),
      );
    expect(sources).toContain(variables.get('SOURCE'));
  });

  it('names streams and workers that are there', () => {
    const entity = objects.find(o => o.spec?.type === 'nats-broker');
    const streams = `${entity.metadata.annotations['nats.io/streams'] ?? ''}`;
    for (const found of all(/nats stream (?:backup|rm --force) ([\w.-]+)/g)) {
      expect(streams.split(',')).toContain(found);
    }
    for (const found of all(/kubectl -n \S+ delete stream ([\w.-]+)/g)) {
      expect(named('Stream')).toContain(found);
    }
    for (const found of all(/"?(workers\/[\w-]+\.yaml)"? >/g)) {
      expect(files.has(posix.join(folder, found))).toBe(true);
    }
  });

  it('names users of the release, and variables of the workers', () => {
    const users = Object.values<Loose>(
      release.values.config.merge.accounts,
    ).flatMap(account => account.users.map(({ user }: Loose) => user));
    for (const [, suffix] of text.matchAll(/user `<broker>(-\w+)`/g)) {
      expect(users).toContain(`CN=${fullname}${suffix}`);
    }
    const pods = JSON.stringify(specs('Deployment'));
    for (const [, variable] of text.matchAll(/`(NATS_[A-Z_]+)`/g)) {
      expect(pods).toContain(`"name":"${variable}"`);
    }
  });

  it('names files that are there', () => {
    const mentioned = [
      ...text.matchAll(/`((?:nats|jetstream|workers|scripts)\/[\w.-]+)`/g),
    ].map(([, path]) => path);
    expect(mentioned).toContain('nats/release.yaml');
    expect(
      mentioned.filter(path => !files.has(posix.join(folder, path))),
    ).toEqual([]);
    const beside = ['nats.yaml', 'kustomization.yaml'].filter(path =>
      text.includes(`\`${path}\``),
    );
    expect(beside.filter(path => !files.has(posix.join(folder, path)))).toEqual(
      [],
    );
  });

  it('keeps no mark of the sections that it is made of', () => {
    expect(text).not.toMatch(/<!-- (?:only|end)|\n\n\n/);
  });
});

describe('a section of the README', () => {
  const skeletonWith = async (readme: string) =>
    new Map([...(await theSkeleton()), ['README.md', { content: readme }]]);

  it('stays where it is for this kind of repository, and goes elsewhere', async () => {
    const skeleton = await skeletonWith(
      '# A\n\n- a\n\n<!-- only: flux -->\n\n- b\n\n<!-- end -->\n<!-- only: portal -->\n\n- c\n\n<!-- end -->\n\nEnd\n',
    );
    const of = async (provisioning: 'flux' | 'portal') =>
      (await generated({ provisioning }, skeleton)).get('README.md')?.content;
    expect(await of('flux')).toBe('# A\n\n- a\n- b\n\nEnd\n');
    expect(await of('portal')).toBe('# A\n\n- a\n- c\n\nEnd\n');
  });

  it('is refused where nobody knows for whom it is', async () => {
    const skeleton = await skeletonWith('<!-- only: fluxx -->\n\na\n');
    await expect(generated({}, skeleton)).rejects.toThrow(
      /README\.md has a section for "fluxx"; there are repository, fleet, /,
    );
  });
});

describe('what the README tells people to do by hand', () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'nats-readme-'));
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  /** Runs the commands of the section, and returns the files with what they wrote. */
  function run(files: RepositoryFiles, code: string): RepositoryFiles {
    for (const [path, { content }] of files) {
      mkdirSync(join(root, dirname(path)), { recursive: true });
      writeFileSync(join(root, path), content);
    }
    execFileSync('sh', ['-eu', '-c', code], { cwd: root });
    const paths = [...files.keys(), 'workers/mail.yaml'];
    return new Map(
      paths.map(path => [
        path,
        { content: readFileSync(join(root, path), 'utf8') },
      ]),
    );
  }

  /** Adds to a YAML file a copy of its first object of a kind, with other texts in it. */
  function copyObject(
    files: RepositoryFiles,
    [path, kind]: [string, string],
    change: (text: string) => string,
  ): void {
    const content = files.get(path)?.content ?? '';
    const [first] = parseAllDocuments(content).filter(
      document => document.get('kind') === kind,
    );
    visit(first, {
      Scalar(key, node) {
        if (key !== 'key' && typeof node.value === 'string') {
          node.value = change(node.value);
        }
      },
    });
    files.set(path, { content: `${content}---\n${first}` });
  }

  it('adds a stream, its consumer and a worker without a finding', () => {
    const golden = goldenFiles('minicloud');
    const { text } = readmeOf(golden);
    const exports = /^export .*$/m.exec(text)?.[0] ?? '';
    const [, commands] = /^```sh\n(sed .*?)^```$/ms.exec(text) ?? [];
    const files = run(golden, `${exports}\n${commands}`);
    const before = lintRepository(golden);

    const rename = (value: string) =>
      value
        .replace(/JOBS/g, 'MAIL')
        .replace(/^jobs(-echo-workers)?$/, 'mail$1')
        .replace(/^jobs\./, 'mail.')
        .replace(/echo-workers/g, 'mail');
    for (const place of [
      ['jetstream/streams.yaml', 'Stream'],
      ['jetstream/consumers.yaml', 'Consumer'],
      ['catalog-info.yaml', 'Component'],
    ] as [string, string][]) {
      copyObject(files, place, rename);
    }
    files.set('workers/mail.yaml', {
      content: (files.get('workers/mail.yaml')?.content ?? '').replace(
        /JOBS/g,
        'MAIL',
      ),
    });
    const [document] = parseAllDocuments(
      files.get('nats/release.yaml')?.content ?? '',
    );
    const users = document.getIn(
      'spec.values.config.merge.accounts.APP.users'.split('.'),
      true,
    );
    if (!isSeq(users)) {
      throw new Error('The release has no users');
    }
    const find = (user: string) =>
      users.items.find(item => isMap(item) && item.get('user') === user);
    const publishers = find('CN=nats-app');
    if (isMap(publishers)) {
      publishers.addIn(['permissions', 'publish'], 'mail.>');
    }
    const worker = find('CN=echo-workers');
    if (isMap(worker)) {
      const copy = worker.clone() as YAMLMap;
      visit(copy, {
        Scalar(key, node) {
          if (key !== 'key' && isScalar(node)) {
            node.value = rename(String(node.value));
          }
        },
      });
      users.items.push(copy);
    }
    files.set('nats/release.yaml', { content: String(document) });

    expect(files.get('workers/kustomization.yaml')?.content).toMatch(
      /- echo-workers\.yaml\n {2}- mail\.yaml\n$/,
    );
    expect(
      objectsIn(files, 'workers/mail.yaml').map(o => o.metadata.name),
    ).toEqual(['mail', 'mail', 'mail', 'mail']);
    // What the example itself may be told, a copy of it may be told, too.
    const told = (findings: typeof before) =>
      findings.map(({ id, message }) =>
        `${id}: ${rename(message)}`.replaceAll('jobs', 'mail'),
      );
    const known = told(before);
    expect(
      told(lintRepository(files)).filter(each => !known.includes(each)),
    ).toEqual([]);
  });
});
