import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, ButtonIcon, Text } from '@backstage/ui';
import {
  RiArrowLeftSLine,
  RiArrowRightSLine,
  RiZoomInLine,
} from '@remixicon/react';
import { natsTranslationRef } from '../../translation';
import { TimeRange } from './ChartData';
import styles from './ZoomFoot.module.css';
import { zoomRange, ZoomStep } from './zoomRange';

/** Says how to look closer, does it without a pointer too, and leads back from there. */
export function ZoomFoot(props: {
  /** While all is shown. */
  text: string;
  /** Milliseconds since 1970, ascending; two at least. */
  times: readonly number[];
  range: TimeRange | undefined;
  onRange(range: TimeRange | undefined): void;
}) {
  const { text, times, range, onRange } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const whole = { from: times[0], to: times[times.length - 1] };
  const stepper = (step: ZoomStep, label: string, icon: JSX.Element) => (
    <ButtonIcon
      size="small"
      variant="secondary"
      aria-label={label}
      isDisabled={step !== 'in' && range === undefined}
      icon={icon}
      onPress={() => onRange(zoomRange(whole, range, step))}
    />
  );
  return (
    <div className={styles.root}>
      <Text variant="body-small">{range ? t('chart.zoomed') : text}</Text>
      <div className={styles.steps}>
        {stepper('in', t('chart.zoomIn'), <RiZoomInLine aria-hidden="true" />)}
        {stepper(
          'earlier',
          t('chart.earlier'),
          <RiArrowLeftSLine aria-hidden="true" />,
        )}
        {stepper(
          'later',
          t('chart.later'),
          <RiArrowRightSLine aria-hidden="true" />,
        )}
        <Button
          size="small"
          variant="secondary"
          isDisabled={range === undefined}
          onPress={() => onRange(undefined)}
        >
          {t('chart.showAll')}
        </Button>
      </div>
    </div>
  );
}
