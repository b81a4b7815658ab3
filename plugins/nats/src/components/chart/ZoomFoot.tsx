import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import { natsTranslationRef } from '../../translation';
import styles from './ZoomFoot.module.css';

/** Says how to look closer, and leads back from there. */
export function ZoomFoot(props: {
  /** While all is shown. */
  text: string;
  isZoomed: boolean;
  onShowAll(): void;
}) {
  const { text, isZoomed, onShowAll } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  return (
    <div className={styles.root}>
      <Text variant="body-small">{isZoomed ? t('chart.zoomed') : text}</Text>
      <Button
        size="small"
        variant="secondary"
        isDisabled={!isZoomed}
        onPress={onShowAll}
      >
        {t('chart.showAll')}
      </Button>
    </div>
  );
}
