import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { StreamSettings } from '@nats-portal/plugin-nats-common';
import { useFormats } from '../../hooks/useFormats';
import { useStreamWords } from '../../hooks/useStreamWords';
import { natsTranslationRef } from '../../translation';
import { FactList } from '../FactList';

/** How a stream is configured. */
export function StreamSettingList(props: { settings: StreamSettings }) {
  const { settings } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  const words = useStreamWords();
  const { maxMessagesPerSubject, maxConsumers } = settings;
  const limit = (value: number) =>
    value > 0 ? formats.count(value) : t('streams.unlimited');
  return (
    <FactList
      facts={[
        [
          t('streams.subjects'),
          settings.subjects.length > 0
            ? settings.subjects.join(', ')
            : t('streams.copiesOnly'),
        ],
        [t('streams.retention'), words.retention(settings)],
        [t('streams.limits'), words.limits(settings).join(', ')],
        [t('streams.perSubject'), limit(maxMessagesPerSubject)],
        [t('streams.maxConsumers'), limit(maxConsumers)],
        [
          t('streams.whenFull'),
          settings.discard === 'new'
            ? t('streams.refuses')
            : t('streams.dropsOldest'),
        ],
        [t('streams.storage'), settings.storage],
        [t('streams.wantedReplicas'), formats.count(settings.replicas)],
      ]}
    />
  );
}
