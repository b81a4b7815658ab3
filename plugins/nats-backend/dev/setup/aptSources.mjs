// @ts-check

/**
 * One archive of the machine's apt configuration, for one suite.
 *
 * @typedef {object} AptSource
 * @property {string} uri
 * @property {string} suite
 * @property {string[]} components
 * @property {Record<string, string>} trust - what says whether the archive is genuine,
 *   as deb822 fields in lower case; a key may be written out over several lines
 */

/**
 * Names the suite of an archive to take a package from.
 *
 * @callback ChooseSuite
 * @param {AptSource} source - any suite of the archive
 * @param {string} id - the distribution: `debian` or `ubuntu`
 * @returns {AptSource}
 */

// Whatever else an entry says, such as architectures or languages, is about the
// packages of that suite and not about the archive.
const TRUST_FIELDS = ['signed-by', 'trusted', 'check-valid-until'];

// Suites that machines name instead of their release's code name.
/** @type {Record<string, string[]>} */
const ROLLING_SUITES = {
  debian: ['stable', 'testing', 'unstable', 'sid'],
  ubuntu: ['devel'],
};

/**
 * Reads a file in apt's deb822 format (`*.sources`).
 *
 * @param {string} text
 * @returns {AptSource[]} the enabled archives of binary packages
 */
export function parseDeb822Sources(text) {
  return stanzas(text).flatMap(stanza => {
    const words = (/** @type {string} */ field) =>
      (stanza[field] ?? '').split(/\s+/).filter(Boolean);
    if (
      !words('types').includes('deb') ||
      /^(no|false)$/i.test(stanza.enabled?.trim())
    ) {
      return [];
    }
    return words('uris').flatMap(uri =>
      words('suites').map(suite => ({
        uri,
        suite,
        components: words('components'),
        trust: pick(stanza, TRUST_FIELDS),
      })),
    );
  });
}

/**
 * Reads a file in apt's one-line format (`*.list`).
 *
 * @param {string} text
 * @returns {AptSource[]} the archives of binary packages
 */
export function parseOneLineSources(text) {
  return text.split('\n').flatMap(line => {
    const match = /^\s*deb\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)([^#]*)/.exec(
      line,
    );
    if (!match) {
      return [];
    }
    const [, options = '', uri, suite, components] = match;
    const pairs = options
      .split(/\s+/)
      .filter(option => option.includes('='))
      .map(option => {
        const [name, ...value] = option.split('=');
        return [name.toLowerCase(), value.join('=')];
      });
    return [
      {
        uri,
        suite,
        components: components.split(/\s+/).filter(Boolean),
        trust: pick(Object.fromEntries(pairs), TRUST_FIELDS),
      },
    ];
  });
}

/**
 * Picks the archives that may be the distribution's own. A vendor's archive can
 * carry the release's name too, so those that also have its updates come first.
 *
 * @param {AptSource[]} sources
 * @param {{ id: string, codename: string }} release - from os-release: `ID` and `VERSION_CODENAME`
 * @returns {AptSource[]} most likely first, each URI once
 */
export function archiveSources(sources, { id, codename }) {
  const own = sources.filter(
    source =>
      !source.uri.startsWith('cdrom:') && source.components.includes('main'),
  );
  const named = own.filter(source => source.suite === codename);
  const candidates = named.length
    ? named
    : own.filter(source => ROLLING_SUITES[id]?.includes(source.suite));
  const hasUpdates = (/** @type {AptSource} */ source) =>
    own.some(
      other =>
        other.uri === source.uri && other.suite === `${source.suite}-updates`,
    );
  const ranked = [
    ...candidates.filter(hasUpdates),
    ...candidates.filter(source => !hasUpdates(source)),
  ];
  return ranked.filter(
    (source, index) =>
      ranked.findIndex(other => other.uri === source.uri) === index,
  );
}

/**
 * Names the suite of an archive that has the newest packages.
 *
 * @type {ChooseSuite}
 */
export function newestSuite(source, id) {
  return id === 'ubuntu'
    ? { ...source, suite: 'devel', components: ['main', 'universe'] }
    : { ...source, suite: 'unstable', components: ['main'] };
}

/**
 * Names a release of Debian, for a package that others no longer have.
 *
 * @param {string} suite - its code name
 * @returns {ChooseSuite} throws on another distribution
 */
export function debianSuite(suite) {
  return (source, id) => {
    if (id !== 'debian') {
      throw new Error(`${id} has no release ${suite}`);
    }
    return { ...source, suite, components: ['main'] };
  };
}

/**
 * Writes one archive in apt's deb822 format.
 *
 * @param {AptSource} source
 * @returns {string}
 */
export function formatSource({ uri, suite, components, trust }) {
  const fields = {
    types: 'deb',
    uris: uri,
    suites: suite,
    components: components.join(' '),
    ...trust,
  };
  return Object.entries(fields)
    .map(([field, value]) => `${field}: ${value}\n`)
    .join('');
}

/**
 * Splits deb822 text into stanzas.
 *
 * @param {string} text
 * @returns {Record<string, string>[]} values by field name in lower case,
 *   continuation lines kept as they are written
 */
function stanzas(text) {
  const lines = text.split('\n').filter(line => !line.startsWith('#'));
  return lines
    .join('\n')
    .split(/\n\s*\n/)
    .map(stanza => {
      /** @type {Record<string, string>} */
      const fields = {};
      let last = '';
      for (const line of stanza.split('\n')) {
        const match = /^([^\s:]+):\s*(.*)$/.exec(line);
        if (match) {
          last = match[1].toLowerCase();
          fields[last] = match[2];
        } else if (last && /^\s+\S/.test(line)) {
          fields[last] += `\n${line}`;
        }
      }
      return fields;
    });
}

/**
 * @param {Record<string, string>} fields
 * @param {string[]} names
 */
function pick(fields, names) {
  return Object.fromEntries(
    names.filter(name => name in fields).map(name => [name, fields[name]]),
  );
}
