import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Finding, PreviewedFinding } from '@nats-portal/plugin-nats-common';
import { useFieldLabel } from '../hooks/useFieldLabel';
import { natsTranslationRef } from '../translation';
import styles from './FindingList.module.css';

function placeOf({ file, line, path }: PreviewedFinding): string {
  return [file && `${file}:${line}`, path].filter(Boolean).join(' ');
}

/** Where in a text; nothing for what is no text, and for a file, whose place says it. */
function useLineOf(): (finding: Finding | PreviewedFinding) => string {
  const { t } = useTranslationRef(natsTranslationRef);
  return finding => {
    const { line, column } = finding;
    return line === undefined || 'file' in finding
      ? ''
      : `${t('list.line', { line: `${line}`, column: `${column ?? 1}` })} `;
  };
}

/** What is wrong with an input, each with the field that it is about, and its place. */
export function FindingList(props: {
  findings: readonly (Finding | PreviewedFinding)[];
  /** What the form holds, for the names of streams and consumers. */
  form?: unknown;
}) {
  const { t } = useTranslationRef(natsTranslationRef);
  const labelOf = useFieldLabel(props.form);
  const lineOf = useLineOf();
  return (
    <ul className={styles.list}>
      {props.findings.map(finding => {
        const { id, severity, message } = finding;
        const place = placeOf(finding);
        const label = 'file' in finding ? '' : labelOf(finding.path);
        return (
          <li key={`${id} ${place} ${message}`}>
            <strong>{t(`level.${severity}`)}</strong> {label}{' '}
            <code>{place}</code> {lineOf(finding)}
            {message}
          </li>
        );
      })}
    </ul>
  );
}
