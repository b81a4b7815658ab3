import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ConsumerDetail,
  ConsumerSettings,
} from '@nats-portal/plugin-nats-common';
import { useFormats } from '../../hooks/useFormats';
import { useStreamWords } from '../../hooks/useStreamWords';
import { natsTranslationRef } from '../../translation';
import { FactList } from '../FactList';

function useSettingFacts(
  settings: ConsumerSettings | undefined,
): [string, string][] {
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  if (!settings) {
    return [];
  }
  const { filters, ackWaitMs, longestBackoffMs, priorityPolicy } = settings;
  const span = (ms: number) =>
    ms > 0 ? formats.duration(ms / 1000) : t('none');
  const limit = (value: number) =>
    value < 0 ? t('settings.unlimited') : formats.count(value);
  return [
    [
      t('settings.filters'),
      filters.length > 0 ? filters.join(', ') : t('settings.wholeStream'),
    ],
    [
      t('settings.kind'),
      [
        t(settings.push ? 'settings.push' : 'settings.pull'),
        t(settings.durable ? 'settings.durable' : 'settings.ephemeral'),
      ].join(', '),
    ],
    [t('settings.ackPolicy'), settings.ackPolicy],
    [t('settings.ackWait'), span(ackWaitMs)],
    [t('settings.backoff'), span(longestBackoffMs)],
    [t('settings.maxDeliver'), limit(settings.maxDeliver)],
    [
      t('settings.maxAckPending'),
      settings.maxAckPending === 0 ? t('none') : limit(settings.maxAckPending),
    ],
    [t('settings.deliverPolicy'), settings.deliverPolicy],
    [t('settings.replayPolicy'), settings.replayPolicy],
    ...(priorityPolicy === undefined
      ? []
      : [[t('settings.priorityPolicy'), priorityPolicy] as [string, string]]),
  ];
}

/** How a consumer is configured, and where it lives. */
export function ConsumerSettingList(props: { detail: ConsumerDetail }) {
  const { settings, createdAt, leader, account, broker } = props.detail;
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  const words = useStreamWords();
  return (
    <FactList
      facts={[
        ...useSettingFacts(settings),
        [t('settings.broker'), broker],
        [t('settings.account'), account],
        [t('settings.leader'), words.leader(leader)],
        [
          t('settings.createdAt'),
          createdAt === undefined ? t('none') : formats.time(createdAt),
        ],
      ]}
    />
  );
}
