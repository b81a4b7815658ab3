import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DiffLine, PreviewedFileChange } from '@nats-portal/plugin-nats-common';
import { natsTranslationRef } from '../../translation';
import { CodeBlock } from '../CodeBlock';
import styles from './ChangePreviewView.module.css';

/** As in a diff: a sign says what the colour repeats. */
const SIGNS: Record<DiffLine['kind'], string> = {
  same: ' ',
  added: '+',
  removed: '-',
  gap: '…',
};

/** Files with more lines than this are closed at first. */
const OPEN_UP_TO = 40;

/** Every file that changes, line by line. */
export function ChangedFiles(props: { files: readonly PreviewedFileChange[] }) {
  const { t } = useTranslationRef(natsTranslationRef);
  return (
    <div>
      {props.files.map(({ path, kind, lines }) => (
        <details
          key={path}
          className={styles.change}
          open={lines.length <= OPEN_UP_TO}
        >
          <summary>
            <code>{path}</code> {t(`change.file.${kind}`)}
          </summary>
          <CodeBlock label={path} className={styles.diff}>
            {lines.map((line, i) => (
              <div key={`${i} ${line.text}`} className={styles[line.kind]}>
                {SIGNS[line.kind]} {line.text}
              </div>
            ))}
          </CodeBlock>
        </details>
      ))}
    </div>
  );
}
