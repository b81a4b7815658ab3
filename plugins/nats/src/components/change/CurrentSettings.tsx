import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { ChangePreview } from '@nats-portal/plugin-nats-common';
import { Answer } from '../../hooks/useAnswer';
import { natsTranslationRef } from '../../translation';
import { FindingList } from '../FindingList';
import { ChangeFrame } from './ChangeFrame';
import styles from './ChangePreviewView.module.css';

/** Each setting as it is, and as it would be where that is different. */
export function SettingsTable(props: {
  preview: Pick<ChangePreview, 'settings' | 'changes'>;
}) {
  const { settings, changes } = props.preview;
  const { t } = useTranslationRef(natsTranslationRef);
  const changed = new Map(changes.map(change => [change.name, change]));
  const known = new Set(settings.map(({ name }) => name));
  const rows = [
    ...settings.map(({ name, value }) => ({ name, from: value })),
    ...changes.filter(({ name }) => !known.has(name)),
  ];
  return (
    <table className={styles.settings}>
      <thead>
        <tr>
          <th scope="col">{t('change.setting')}</th>
          <th scope="col">{t('change.now')}</th>
          <th scope="col">{t('change.then')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, from }) => {
          const change = changed.get(name);
          return (
            <tr key={name} className={change ? styles.changed : undefined}>
              <th scope="row">{name}</th>
              <td>{from ?? t('none')}</td>
              <td>{change ? change.to ?? t('change.gone') : ''}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** The settings of the broker beside the fields that change them. */
export function CurrentSettings(props: { answer: Answer<ChangePreview> }) {
  const { t } = useTranslationRef(natsTranslationRef);
  return (
    <ChangeFrame title={t('change.current')} answer={props.answer}>
      {preview => (
        <>
          {preview.findings.length > 0 && (
            <FindingList findings={preview.findings} />
          )}
          {preview.settings.length > 0 && (
            <>
              <Text>
                {t('change.readFrom', { repository: preview.repository })}
              </Text>
              <SettingsTable preview={preview} />
            </>
          )}
        </>
      )}
    </ChangeFrame>
  );
}
