// @ts-check
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  archiveSources,
  debianSuite,
  formatSource,
  newestSuite,
  parseDeb822Sources,
  parseOneLineSources,
} from './aptSources.mjs';

const KEYRING = 'keyrings/archive.gpg';

describe('parseDeb822Sources', () => {
  it('makes one source of each URI and suite, past comments', () => {
    const text = `Types: deb deb-src
# the fast one first
URIs: mirror:/a mirror:/b
Suites: bookworm bookworm-updates
Components: main contrib
Signed-By: ${KEYRING}
`;
    const sources = parseDeb822Sources(text);
    assert.deepEqual(
      sources.map(({ uri, suite }) => `${uri} ${suite}`),
      [
        'mirror:/a bookworm',
        'mirror:/a bookworm-updates',
        'mirror:/b bookworm',
        'mirror:/b bookworm-updates',
      ],
    );
    assert.deepEqual(sources[0].components, ['main', 'contrib']);
    assert.deepEqual(sources[0].trust, { 'signed-by': KEYRING });
  });

  it('leaves out what is disabled or has sources only', () => {
    const text = `Enabled: no
Types: deb
URIs: mirror:/off
Suites: bookworm
Components: main

Types: deb-src
URIs: mirror:/src
Suites: bookworm
Components: main
`;
    assert.deepEqual(parseDeb822Sources(text), []);
  });

  it('keeps a key that is written out, so that it can be written again', () => {
    const text = `Types: deb
URIs: mirror:/a
Suites: noble
Components: main
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
 mQINBF
 -----END PGP PUBLIC KEY BLOCK-----
`;
    const [source] = parseDeb822Sources(text);
    assert.match(
      source.trust['signed-by'],
      /^\n -+BEGIN .*\n \.\n mQINBF\n -+END .*-$/,
    );
    assert.deepEqual(parseDeb822Sources(formatSource(source)), [source]);
  });
});

describe('parseOneLineSources', () => {
  it('reads options, URI, suite and components', () => {
    const line = `deb [ arch=amd64 signed-by=${KEYRING} ] mirror:/a bookworm main contrib # ours`;
    assert.deepEqual(parseOneLineSources(line), [
      {
        uri: 'mirror:/a',
        suite: 'bookworm',
        components: ['main', 'contrib'],
        trust: { 'signed-by': KEYRING },
      },
    ]);
  });

  it('leaves out comments, source packages and flat archives without components', () => {
    const text = `# deb mirror:/a bookworm main
deb-src mirror:/a bookworm main

deb mirror:/b bookworm main`;
    assert.deepEqual(
      parseOneLineSources(text).map(source => source.uri),
      ['mirror:/b'],
    );
  });
});

describe('archiveSources', () => {
  const bookworm = { id: 'debian', codename: 'bookworm' };
  const uris = (/** @type {string} */ lines, release = bookworm) =>
    archiveSources(parseOneLineSources(lines), release).map(
      source => source.uri,
    );

  it("puts the archive that has the release's updates before a vendor's", () => {
    const lines = `deb mirror:/vendor bookworm main
deb mirror:/debian bookworm main
deb mirror:/debian bookworm-updates main
deb mirror:/debian bookworm main
deb mirror:/security bookworm-security main`;
    assert.deepEqual(uris(lines), ['mirror:/debian', 'mirror:/vendor']);
  });

  it('does not take an installation disc or an archive without main', () => {
    const lines = `deb cdrom:[Debian]/ bookworm main
deb mirror:/docker bookworm stable`;
    assert.deepEqual(uris(lines), []);
  });

  it('takes a rolling suite where none has the code name', () => {
    assert.deepEqual(uris('deb mirror:/debian testing main'), [
      'mirror:/debian',
    ]);
    assert.deepEqual(
      uris('deb mirror:/u devel main', { id: 'ubuntu', codename: 'noble' }),
      ['mirror:/u'],
    );
  });
});

describe('newestSuite', () => {
  const [source] = parseOneLineSources(
    'deb [trusted=yes] mirror:/a noble main restricted',
  );

  it('is unstable on Debian and devel with universe on Ubuntu', () => {
    assert.equal(
      formatSource(newestSuite(source, 'debian')),
      'types: deb\nuris: mirror:/a\nsuites: unstable\ncomponents: main\ntrusted: yes\n',
    );
    assert.equal(
      formatSource(newestSuite(source, 'ubuntu')),
      'types: deb\nuris: mirror:/a\nsuites: devel\ncomponents: main universe\ntrusted: yes\n',
    );
  });
});

describe('debianSuite', () => {
  const [source] = parseOneLineSources('deb mirror:/a bookworm main contrib');

  it('is that release of the same archive, and none of another distribution', () => {
    const choose = debianSuite('trixie');
    assert.deepEqual(choose(source, 'debian'), {
      ...source,
      suite: 'trixie',
      components: ['main'],
    });
    assert.throws(() => choose(source, 'ubuntu'), /ubuntu has no .*trixie/);
  });
});
