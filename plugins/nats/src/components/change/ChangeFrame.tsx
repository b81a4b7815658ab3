import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Text } from '@backstage/ui';
import { ChangePreview } from '@nats-portal/plugin-nats-common';
import { ReactNode } from 'react';
import { Answer } from '../../hooks/useAnswer';
import { natsTranslationRef } from '../../translation';
import styles from './ChangePreviewView.module.css';

/** What stands around an answer: its title, and why there is none. */
export function ChangeFrame(props: {
  title: string;
  answer: Answer<ChangePreview>;
  children: (preview: ChangePreview) => ReactNode;
}) {
  const { title, answer, children } = props;
  const { value: preview, pending, error } = answer;
  const { t } = useTranslationRef(natsTranslationRef);
  return (
    <section
      className={`${styles.root} ${pending ? styles.pending : ''}`}
      aria-label={title}
      aria-busy={pending}
    >
      <Text as="h3" variant="title-small">
        {title}
      </Text>
      {error && (
        <Alert
          icon
          status="danger"
          title={t('change.broken')}
          description={error.message}
        />
      )}
      {!preview && !error && (
        <Text>{t(pending ? 'change.reading' : 'change.chooseBroker')}</Text>
      )}
      {preview && !error && children(preview)}
    </section>
  );
}
