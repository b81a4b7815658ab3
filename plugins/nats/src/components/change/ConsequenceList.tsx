import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { PreviewedConsequence } from '@nats-portal/plugin-nats-common';
import { natsTranslationRef } from '../../translation';
import { CodeExample } from '../CodeExample';
import { VerdictIcon } from '../status/VerdictMark';
import styles from './ChangePreviewView.module.css';
import { SentenceText } from './SentenceText';

function Procedure(props: { steps: PreviewedConsequence['procedure'] }) {
  const { t } = useTranslationRef(natsTranslationRef);
  return (
    <>
      <Text weight="bold">{t('change.procedure')}</Text>
      <ol className={styles.procedure}>
        {props.steps.map(({ text, command }) => (
          <li key={`${text} ${command}`}>
            <SentenceText text={text} />
            {command && <CodeExample text={command} />}
          </li>
        ))}
      </ol>
    </>
  );
}

/** What a change does in the cluster, the worst first, each with how to do it safely. */
export function ConsequenceList(props: {
  consequences: readonly PreviewedConsequence[];
}) {
  const { t } = useTranslationRef(natsTranslationRef);
  return (
    <ul className={styles.consequences} aria-label={t('change.consequences')}>
      {props.consequences.map(each => (
        <li key={`${each.id} ${each.file} ${each.object} ${each.consequence}`}>
          <div className={styles.head}>
            <VerdictIcon level={each.severity} />
            <strong>{t(`change.severity.${each.severity}`)}</strong>
            <span>{each.object}</span>
            <code className={styles.file}>{each.file}</code>
          </div>
          <Text as="p">
            <SentenceText text={each.consequence} />
          </Text>
          {each.procedure.length > 0 && <Procedure steps={each.procedure} />}
        </li>
      ))}
    </ul>
  );
}
