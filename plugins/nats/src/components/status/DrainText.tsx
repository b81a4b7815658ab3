import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ConsumerStatus } from '@nats-portal/plugin-nats-common';
import { useFormats } from '../../hooks/useFormats';
import { drainOf } from '../../status/drainOf';
import { natsTranslationRef } from '../../translation';

/**
 * When a backlog is gone, in words: short under a heading, a phrase that stands
 * alone, or exactly, with how sure that is.
 */
export function DrainText(props: {
  consumer: ConsumerStatus;
  style?: 'short' | 'phrase' | 'exact';
}) {
  const { consumer, style = 'short' } = props;
  const { isRough, drainsWithin } = consumer.verdict;
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  const { kind, seconds = 0 } = drainOf(consumer);
  if (kind !== 'in') {
    return (
      <>{t(kind === 'never' ? 'consumers.notDraining' : 'consumers.none')}</>
    );
  }
  // Rounding a forecast down to nothing would say that it has happened.
  const words = (value: number) => formats.duration(Math.max(1, value));
  const duration = words(seconds);
  if (style === 'phrase') {
    return (
      <>
        {isRough
          ? t('consumers.drainedRoughly', { duration })
          : t('consumers.drained', { duration })}
      </>
    );
  }
  if (style === 'exact' && drainsWithin) {
    const { least, most } = drainsWithin;
    return (
      <>
        {most === undefined
          ? t('consumers.orNever', { duration, least: words(least) })
          : t('consumers.between', {
              duration,
              least: words(least),
              most: words(most),
            })}
      </>
    );
  }
  return <>{isRough ? t('consumers.roughly', { duration }) : duration}</>;
}
