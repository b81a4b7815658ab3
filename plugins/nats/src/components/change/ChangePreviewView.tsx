import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Text } from '@backstage/ui';
import { ChangePreview } from '@nats-portal/plugin-nats-common';
import { ReactNode } from 'react';
import { Answer } from '../../hooks/useAnswer';
import { useFormats } from '../../hooks/useFormats';
import { natsTranslationRef } from '../../translation';
import { FindingList } from '../FindingList';
import { ChangedFiles } from './ChangedFiles';
import { ChangeFrame } from './ChangeFrame';
import styles from './ChangePreviewView.module.css';
import { ConsequenceList } from './ConsequenceList';
import { SettingsTable } from './CurrentSettings';

const STATUS = {
  mistakes: 'danger',
  nothing: 'info',
  error: 'danger',
  warning: 'warning',
  info: 'info',
  unnoticed: 'success',
} as const;

/** What a change comes to, in a word. */
function outcomeOf({
  files,
  findings,
  consequences,
}: ChangePreview): keyof typeof STATUS {
  if (findings.some(({ severity }) => severity === 'error')) {
    return 'mistakes';
  }
  if (files.length === 0) {
    return 'nothing';
  }
  return consequences[0]?.severity ?? 'unnoticed';
}

function Section(props: { title: string; children: ReactNode }) {
  return (
    <>
      <Text as="h4" weight="bold">
        {props.title}
      </Text>
      {props.children}
    </>
  );
}

function Change(props: { preview: ChangePreview }) {
  const { preview } = props;
  const { changes, consequences, files, findings, settings } = preview;
  const { t } = useTranslationRef(natsTranslationRef);
  const { count } = useFormats();
  const outcome = outcomeOf(preview);
  const changed = settings.filter(({ name }) =>
    changes.some(change => change.name === name),
  );
  return (
    <>
      <Alert
        icon
        status={STATUS[outcome]}
        title={t(`change.outcome.${outcome}`)}
      />
      {findings.length > 0 && <FindingList findings={findings} />}
      {changes.length > 0 && (
        <Section title={t('change.settings', { total: count(changes.length) })}>
          <SettingsTable preview={{ settings: changed, changes }} />
        </Section>
      )}
      {consequences.length > 0 && (
        <Section title={t('change.consequences')}>
          <ConsequenceList consequences={consequences} />
        </Section>
      )}
      {files.length > 0 && (
        <Section title={t('change.files', { total: count(files.length) })}>
          <ChangedFiles files={files} />
        </Section>
      )}
      <Text className={styles.source}>
        {t('change.readFrom', { repository: preview.repository })}
      </Text>
    </>
  );
}

/** What a change would be and do: the sentence first, then values, consequences, lines. */
export function ChangePreviewView(props: { answer: Answer<ChangePreview> }) {
  const { t } = useTranslationRef(natsTranslationRef);
  return (
    <ChangeFrame title={t('change.title')} answer={props.answer}>
      {preview => <Change preview={preview} />}
    </ChangeFrame>
  );
}
