import { VERDICT_RULES } from '@nats-portal/plugin-nats-common';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import {
  anchorsOf,
  codeBlocks,
  documents,
  proseOf,
  readDocument,
  ROOT,
} from './documents';

/** Names of scripts of the root that a text runs, `npm start` and `npm test` included. */
function scriptsIn(text: string): string[] {
  return [
    ...text.matchAll(/\bnpm (?:run (?:--silent )?([\w:-]+)|(start|test)\b)/g),
  ].map(([, run, other]) => run ?? other);
}

describe.each(documents())('%s', path => {
  const text = readDocument(path);

  it('links to what is there', () => {
    const dead = [...proseOf(text).matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, link]) => link)
      .filter(link => !/^(https?|mailto):/.test(link))
      .filter(link => {
        const [file, anchor] = link.split('#');
        const target = file ? normalize(join(dirname(path), file)) : path;
        return (
          !existsSync(join(ROOT, target)) ||
          (anchor !== undefined &&
            !anchorsOf(readDocument(target)).includes(anchor))
        );
      });
    expect(dead).toEqual([]);
  });

  it('names files that are there', () => {
    const folders = readdirSync(ROOT).filter(
      name =>
        !/^\.|^node_modules$|^dist/.test(name) &&
        statSync(join(ROOT, name)).isDirectory(),
    );
    const named = [...text.matchAll(/`([\w.@-]+\/[\w./@-]*)`/g)]
      .map(([, name]) => name)
      .filter(name => folders.includes(name.split('/')[0]));
    // What the generated repository calls so is in it.
    const at = path.startsWith('skeleton') ? join(ROOT, 'skeleton') : ROOT;
    expect(named.filter(name => !existsSync(join(at, name)))).toEqual([]);
  });

  it('runs scripts that are there', () => {
    const { scripts } = JSON.parse(readDocument('package.json'));
    const code = codeBlocks(text)
      .filter(({ language }) => language === 'sh')
      .map(({ code: block }) => block)
      // In a workspace it is a script of that.
      .flatMap(block => block.split('\n').filter(line => !/ -w /.test(line)));
    const inline = [...text.matchAll(/`(npm [^`]*)`/g)].map(([, each]) => each);
    expect(
      [...code, ...inline]
        .flatMap(scriptsIn)
        .filter(name => !Object.hasOwn(scripts, name)),
    ).toEqual([]);
  });
});

describe('docs/runbooks.md', () => {
  it('names rules that there are', () => {
    const rules = VERDICT_RULES.map(({ id }) => id);
    const named = [
      ...readDocument('docs/runbooks.md').matchAll(/`([a-z]+(?:-[a-z]+)*)`/g),
    ]
      .map(([, id]) => id)
      .filter(id => !['kubectl', 'flux'].includes(id));
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter(id => !rules.includes(id))).toEqual([]);
  });
});
