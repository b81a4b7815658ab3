import { entriesAt, isSetAt, KeyPath, textAt } from '../../model/data';
import { RepositoryRule, warning } from '../../RepositoryRule';

/** Every text below a value, with where it stands. */
function* textsBelow(
  value: unknown,
  path: KeyPath,
): Iterable<{ text: string; path: KeyPath }> {
  if (typeof value === 'string') {
    yield { text: value, path };
  } else if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) {
      yield* textsBelow(item, [...path, i]);
    }
  } else {
    for (const [key, item] of entriesAt(value, [])) {
      yield* textsBelow(item, [...path, key]);
    }
  }
}

const SUBSTITUTE = 'kustomize.toolkit.fluxcd.io/substitute';

/** values-substitution: texts of shells and configurations that Flux takes for variables of its own. */
const substitution: RepositoryRule = function* substitution({
  fluxKustomizations,
}) {
  for (const { manifest, applies } of fluxKustomizations) {
    const known = new Set(
      entriesAt(manifest.data, ['spec', 'postBuild', 'substitute']).map(
        ([key]) => key,
      ),
    );
    const fromElsewhere = isSetAt(manifest.data, [
      'spec',
      'postBuild',
      'substituteFrom',
    ]);
    const always =
      textAt(manifest.data, ['spec', 'postBuild', 'substituteStrategy']) ===
      'Always';
    if (fromElsewhere || (known.size === 0 && !always)) {
      // Nothing is substituted, or nobody here knows what is.
      continue;
    }
    const touched = applies.filter(
      ({ data }) =>
        textAt(data, ['metadata', 'annotations', SUBSTITUTE]) !== 'disabled',
    );
    for (const applied of touched) {
      for (const { text, path } of textsBelow(applied.data, [])) {
        const [, name] = /(?<!\$)\$\{([A-Za-z_]\w*)\}/.exec(text) ?? [];
        if (name !== undefined && !known.has(name)) {
          yield warning(
            'values-substitution',
            applied,
            path,
            `\${${name}} is replaced by nothing: the Kustomization ${manifest.name} substitutes variables and knows no ${name}; write $\${${name}} for the text itself`,
          );
        }
      }
    }
  }
};

/** Rules about the variables of Flux. */
export const fluxSubstitutionRules: RepositoryRule[] = [substitution];
