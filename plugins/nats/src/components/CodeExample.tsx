import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonIcon } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useState } from 'react';
import { natsTranslationRef } from '../translation';
import { CodeBlock } from './CodeBlock';
import styles from './CodeExample.module.css';

/** Text that is ready to be copied. */
export function CodeExample(props: { text: string }) {
  const { t } = useTranslationRef(natsTranslationRef);
  const [copied, setCopied] = useState(false);
  async function copy() {
    await navigator.clipboard.writeText(props.text);
    setCopied(true);
  }
  return (
    <div className={styles.root}>
      <CodeBlock label={t('example')} className={styles.text}>
        {props.text}
      </CodeBlock>
      <ButtonIcon
        variant="tertiary"
        size="small"
        aria-label={copied ? t('copied') : t('copy')}
        icon={
          copied ? (
            <RiCheckLine aria-hidden="true" />
          ) : (
            <RiFileCopyLine aria-hidden="true" />
          )
        }
        onPress={copy}
      />
    </div>
  );
}
