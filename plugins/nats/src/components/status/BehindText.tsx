import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ConsumerStatus } from '@nats-portal/plugin-nats-common';
import { useFormats } from '../../hooks/useFormats';
import { natsTranslationRef } from '../../translation';

/** How long the next message has waited. */
export function BehindText(props: { consumer: ConsumerStatus }) {
  const { secondsBehind, isLongerBehind, level } = props.consumer.verdict;
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  if (secondsBehind === undefined || level === 'unknown') {
    return <>{t('none')}</>;
  }
  const duration = formats.duration(secondsBehind);
  return (
    <>{isLongerBehind ? t('consumers.longerThan', { duration }) : duration}</>
  );
}
