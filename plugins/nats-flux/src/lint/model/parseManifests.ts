import { Document, LineCounter } from 'yaml';
import { RepositoryFinding } from '../RepositoryFinding';
import { isMapping, textAt } from './data';
import { isKustomizationFile } from './KustomizationList';
import { Manifest } from './Manifest';
import { documentsOf, parsedWhenAsked } from './ParsedText';

/** What could be read of a file, and what could not. */
export interface ParsedFile {
  manifests: Manifest[];
  findings: RepositoryFinding[];
}

const DUPLICATE = 'DUPLICATE_KEY';

function errorsOf(
  file: string,
  document: Document.Parsed,
  lines: LineCounter,
): RepositoryFinding[] {
  return document.errors.map(({ code, message, pos }) => {
    const { line, col } = lines.linePos(pos[0]);
    return {
      id: code === DUPLICATE ? 'flux-duplicate-key' : 'flux-yaml',
      severity: 'error',
      file,
      line: Math.max(1, line),
      column: Math.max(1, col),
      path: '',
      message:
        code === DUPLICATE
          ? 'the key is there twice: some tools refuse the file, others take the last in silence; keep one'
          : `no tool can read this as YAML, so nothing of it is applied; mend this first: ${message}`,
    };
  });
}

/** Plain data of a document; nothing for what cannot be one, such as an alias of nothing. */
function dataOf(document: Document.Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount: 1000 });
  } catch {
    return undefined;
  }
}

/** The object that a document holds, where it is one. */
function manifestOf(
  file: string,
  document: Document.Parsed,
): Omit<Manifest, 'parsed' | 'index'> | undefined {
  const data = dataOf(document);
  const kind = textAt(data, ['kind']);
  const apiVersion = textAt(data, ['apiVersion']);
  if (
    !isMapping(data) ||
    !((kind && apiVersion) || isKustomizationFile(file))
  ) {
    return undefined;
  }
  const [version, group = ''] = (apiVersion ?? '').split('/').reverse();
  return {
    file,
    group,
    version,
    kind: kind ?? 'Kustomization',
    name: textAt(data, ['metadata', 'name']) ?? '',
    namespace: textAt(data, ['metadata', 'namespace']),
    data,
  };
}

/** reference-kind: what is meant to be an object, and says not of which kind. */
function halfObject(
  file: string,
  document: Document.Parsed,
  lines: LineCounter,
): RepositoryFinding[] {
  const data = dataOf(document);
  const has = (key: string) => textAt(data, [key]) !== undefined;
  if (!isMapping(data) || !isMapping(data.metadata)) {
    return [];
  }
  const missing = ['apiVersion', 'kind'].filter(key => !has(key));
  const { line, col } = lines.linePos(document.contents?.range?.[0] ?? 0);
  return missing.length === 0
    ? []
    : [
        {
          id: 'reference-kind',
          severity: 'error',
          file,
          line: Math.max(1, line),
          column: Math.max(1, col),
          path: missing[0],
          message:
            'is missing, and no object can be without it: kustomize fails, and nothing of this folder is applied; add it',
        },
      ];
}

/** The objects in a file, each knowing where it stands. Nothing is thrown. */
export function parseManifests(file: string, content: string): ParsedFile {
  const lines = new LineCounter();
  const parsed = parsedWhenAsked(content);
  const manifests: Manifest[] = [];
  const findings: RepositoryFinding[] = [];
  let index = 0;
  for (const document of documentsOf(content, lines)) {
    findings.push(...errorsOf(file, document, lines));
    const manifest = manifestOf(file, document);
    if (manifest) {
      manifests.push({ ...manifest, parsed, index });
    } else {
      findings.push(...halfObject(file, document, lines));
    }
    index++;
  }
  return { manifests, findings };
}
