import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import { natsTranslationRef } from '../../translation';
import styles from './NoMatch.module.css';

/** In place of rows where the filter leaves none: the way back. */
export function NoMatch(props: { onClear(): void }) {
  const { t } = useTranslationRef(natsTranslationRef);
  return (
    <div className={styles.root} role="status">
      <Text>{t('filter.none')}</Text>
      <Button variant="secondary" size="small" onPress={props.onClear}>
        {t('filter.clear')}
      </Button>
    </div>
  );
}
