import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Tab, TabList, TabPanel, Tabs, Text } from '@backstage/ui';
import { RepositoryPreview } from '@nats-portal/plugin-nats-common';
import { useFormats } from '../../hooks/useFormats';
import { Answer } from '../../hooks/useAnswer';
import { natsTranslationRef } from '../../translation';
import { FindingList } from '../FindingList';
import { PreviewFiles } from './PreviewFiles';
import { PreviewSettings } from './PreviewSettings';
import { PreviewSums } from './PreviewSums';
import styles from './RepositoryPreviewView.module.css';

function PreviewFindings(props: { preview: RepositoryPreview; form: unknown }) {
  const { findings } = props.preview;
  const { t } = useTranslationRef(natsTranslationRef);
  if (findings.length === 0) {
    return <Text>{t('preview.noFindings')}</Text>;
  }
  return <FindingList findings={findings} form={props.form} />;
}

/** What a form would generate: findings first, then sums, settings and files. */
export function RepositoryPreviewView(props: {
  state: Answer<RepositoryPreview>;
  /** What the form holds. */
  form?: unknown;
}) {
  const { value: preview, pending, error } = props.state;
  const { t } = useTranslationRef(natsTranslationRef);
  const { count } = useFormats();
  const changed = preview?.settings.filter(({ origin }) => origin === 'form');
  return (
    <section
      className={`${styles.root} ${pending ? styles.pending : ''}`}
      aria-label={t('preview.title')}
      aria-busy={pending}
    >
      <Text as="h3" variant="title-small">
        {t('preview.title')}
      </Text>
      {error && (
        <Alert
          icon
          status="danger"
          title={t('preview.broken')}
          description={error.message}
        />
      )}
      {!preview && !error && <Text>{t('preview.chooseCluster')}</Text>}
      {preview && (
        <Tabs>
          <TabList className={styles.tabs}>
            <Tab id="findings">
              {t('preview.findings', {
                total: count(preview.findings.length),
              })}
            </Tab>
            <Tab id="sums">{t('preview.sums')}</Tab>
            <Tab id="settings">
              {t('preview.settings', {
                total: count(preview.settings.length),
                changed: count(changed?.length ?? 0),
              })}
            </Tab>
            <Tab id="files">
              {t('preview.files', { total: count(preview.files.length) })}
            </Tab>
          </TabList>
          <TabPanel id="findings" className={styles.panel}>
            <PreviewFindings preview={preview} form={props.form} />
          </TabPanel>
          <TabPanel id="sums" className={styles.panel}>
            <PreviewSums preview={preview} />
          </TabPanel>
          <TabPanel id="settings" className={styles.panel}>
            <PreviewSettings settings={preview.settings} />
          </TabPanel>
          <TabPanel id="files" className={styles.panel}>
            <PreviewFiles files={preview.files} />
          </TabPanel>
        </Tabs>
      )}
    </section>
  );
}
