import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import { Finding } from '@nats-portal/plugin-nats-common';
import { natsTranslationRef } from '../translation';
import styles from './Findings.module.css';

/** What is wrong with the annotations; the rest of the view goes on without it. */
export function Findings(props: { findings: readonly Finding[] }) {
  const { findings } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  if (findings.length === 0) {
    return null;
  }
  const severity = findings.some(finding => finding.severity === 'error')
    ? 'error'
    : 'warning';
  return (
    <Alert
      icon
      status={severity === 'error' ? 'danger' : 'warning'}
      title={t(`finding.${severity}`)}
      description={
        <ul className={styles.list}>
          {findings.map(({ id, path, message }) => (
            <li key={`${id} ${path} ${message}`}>
              {message} <code>{path}</code>
            </li>
          ))}
        </ul>
      }
    />
  );
}
