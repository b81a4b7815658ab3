import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import { useFormats } from '../../hooks/useFormats';
import { Polled } from '../../hooks/usePolling';
import { natsTranslationRef } from '../../translation';
import { Freshness } from '../status/Freshness';
import styles from './PagedPanel.module.css';

/** How much of a list is shown, and what shows more of it. */
export function PagedFoot(props: {
  shown: number;
  total: number;
  /** Absent where all of it is shown. */
  onMore?: () => void;
  polled: Polled<unknown>;
}) {
  const { shown, total, onMore, polled } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const { count } = useFormats();
  return (
    <div className={styles.foot}>
      <Text variant="body-small" role="status">
        {t('list.shown', { shown: count(shown), total: count(total) })}
      </Text>
      {onMore && (
        <Button variant="secondary" size="small" onPress={onMore}>
          {t('list.more')}
        </Button>
      )}
      <Freshness polled={polled} />
    </div>
  );
}
