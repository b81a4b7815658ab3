import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Finding } from '@nats-portal/plugin-nats-common';
import { natsTranslationRef } from '../translation';
import styles from './FindingList.module.css';

/** What is wrong with an input, each with its place. */
export function FindingList(props: { findings: readonly Finding[] }) {
  const { t } = useTranslationRef(natsTranslationRef);
  return (
    <ul className={styles.list}>
      {props.findings.map(({ id, path, severity, message }) => (
        <li key={`${id} ${path} ${message}`}>
          <strong>{t(`level.${severity}`)}</strong> <code>{path}</code>{' '}
          {message}
        </li>
      ))}
    </ul>
  );
}
