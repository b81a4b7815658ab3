import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { HistoryColumn } from '@nats-portal/plugin-nats-common';
import { useMemo } from 'react';
import { useFormats } from '../../hooks/useFormats';
import { natsTranslationRef } from '../../translation';

/** The columns of a history in words. */
export interface ColumnWords {
  /** What it is, and what stands for a step. */
  label(column: HistoryColumn): string;
  title(unit: HistoryColumn['unit']): string;
  /** Writes values of a unit exactly. */
  writer(unit: HistoryColumn['unit']): (value: number) => string;
}

/** {@link ColumnWords} in the language of the app. */
export function useColumnWords(): ColumnWords {
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  return useMemo(() => {
    // The names come from the backend, so the compiler cannot know them.
    const translate = t as (key: string, options?: object) => string;
    const named = (name: string) =>
      translate(`history.column.${name}`, { defaultValue: name });
    return {
      label: ({ name, of }) =>
        t('history.label', { name: named(name), of: t(`history.of.${of}`) }),
      title: unit =>
        ({
          messages: t('history.messages'),
          'messages/s': t('chart.rates'),
          bytes: t('history.bytes'),
          servers: t('broker.servers'),
        }[unit]),
      writer: unit =>
        ({
          messages: formats.count,
          'messages/s': formats.rate,
          bytes: formats.size,
          servers: formats.count,
        }[unit]),
    };
  }, [t, formats]);
}
