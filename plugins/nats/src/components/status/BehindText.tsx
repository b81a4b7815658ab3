import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ConsumerStatus } from '@nats-portal/plugin-nats-common';
import { useFormats } from '../../hooks/useFormats';
import { natsTranslationRef } from '../../translation';

/** How long the next message has waited: by the message itself, about, or at least. */
export function BehindText(props: { consumer: ConsumerStatus }) {
  const { secondsBehind, isLongerBehind, isBehindEstimated, level } =
    props.consumer.verdict;
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  if (secondsBehind === undefined || level === 'unknown') {
    return <>{t('none')}</>;
  }
  const duration = formats.duration(secondsBehind);
  if (isLongerBehind) {
    return <>{t('consumers.longerThan', { duration })}</>;
  }
  return (
    <>{isBehindEstimated ? t('consumers.about', { duration }) : duration}</>
  );
}
