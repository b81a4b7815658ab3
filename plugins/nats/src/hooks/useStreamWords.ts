import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { StreamSettings } from '@nats-portal/plugin-nats-common';
import { useMemo } from 'react';
import { natsTranslationRef } from '../translation';
import { useFormats } from './useFormats';

/** The configuration of a stream in words; a dash where it is not known. */
export interface StreamWords {
  /** One for each limit that is set. */
  limits(settings: StreamSettings | undefined): string[];
  retention(settings: StreamSettings | undefined): string;
  /** @param leader - empty on a standalone server */
  leader(leader: string | undefined): string;
}

/** {@link StreamWords} in the language of the app. */
export function useStreamWords(): StreamWords {
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  return useMemo(() => {
    const retentions: Record<string, string> = {
      limits: t('streams.untilLimits'),
      workqueue: t('streams.untilDone'),
      interest: t('streams.untilAllDone'),
    };
    return {
      limits: settings => {
        if (!settings) {
          return [t('none')];
        }
        const { maxBytes, maxMessages, maxAgeMs } = settings;
        const set = [
          maxBytes > 0 && formats.size(maxBytes),
          maxMessages > 0 &&
            t('streams.maxMessages', { messages: formats.count(maxMessages) }),
          maxAgeMs > 0 && formats.duration(maxAgeMs / 1000),
        ].filter(limit => limit !== false);
        return set.length > 0 ? set : [t('streams.unlimited')];
      },
      retention: settings =>
        settings
          ? retentions[settings.retention] ?? settings.retention
          : t('none'),
      leader: leader => {
        if (leader === undefined) {
          return t('none');
        }
        return leader || t('streams.standalone');
      },
    };
  }, [t, formats]);
}
