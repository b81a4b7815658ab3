import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ConsumerStatus } from '@nats-portal/plugin-nats-common';
import { useFormats } from '../../hooks/useFormats';
import { drainOf } from '../../status/drainOf';
import { natsTranslationRef } from '../../translation';

/** When a backlog is gone, in words: short under a heading, or a phrase that stands alone. */
export function DrainText(props: {
  consumer: ConsumerStatus;
  phrase?: boolean;
}) {
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  const { kind, seconds = 0 } = drainOf(props.consumer);
  if (kind === 'in') {
    // Rounding a forecast down to nothing would say that it has happened.
    const duration = formats.duration(Math.max(1, seconds));
    return (
      <>{props.phrase ? t('consumers.drained', { duration }) : duration}</>
    );
  }
  return (
    <>{t(kind === 'never' ? 'consumers.notDraining' : 'consumers.none')}</>
  );
}
