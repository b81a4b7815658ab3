import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { PreviewedFile } from '@nats-portal/plugin-nats-common';
import { natsTranslationRef } from '../translation';
import styles from './RepositoryPreviewView.module.css';

/** Every file that would be written; a click opens it. */
export function PreviewFiles(props: { files: readonly PreviewedFile[] }) {
  const { t } = useTranslationRef(natsTranslationRef);
  if (props.files.length === 0) {
    return <Text>{t('preview.afterErrors')}</Text>;
  }
  return (
    <div>
      {props.files.map(({ path, content }) => (
        <details key={path} className={styles.file}>
          <summary>{path}</summary>
          <pre className={styles.content}>{content}</pre>
        </details>
      ))}
    </div>
  );
}
