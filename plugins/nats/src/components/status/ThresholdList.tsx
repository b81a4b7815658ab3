import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Threshold } from '@nats-portal/plugin-nats-common';
import { useFormats } from '../../hooks/useFormats';
import { natsTranslationRef } from '../../translation';
import { FactList } from '../FactList';

/** The limits in force for a consumer, and who set each. */
export function ThresholdList(props: { thresholds: readonly Threshold[] }) {
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  const shown: Record<Threshold['unit'], (value: number) => string> = {
    count: value => formats.count(value),
    ms: value => formats.duration(value / 1000),
    flag: () => t('threshold.set'),
  };
  return (
    <FactList
      facts={props.thresholds.map(({ key, value, unit, origin, enforced }) => [
        key,
        t(enforced ? 'threshold.enforced' : `threshold.${origin}`, {
          value: shown[unit](value),
        }),
      ])}
    />
  );
}
