import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { StreamOrigin } from '@nats-portal/plugin-nats-common';
import { useFormats } from '../../hooks/useFormats';
import { natsTranslationRef } from '../../translation';
import { FactList } from '../FactList';

/** What a stream copies from, and how far behind each it is. */
export function StreamOrigins(props: { origins: readonly StreamOrigin[] }) {
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  return (
    <FactList
      facts={props.origins.map(({ kind, name, lag, silentMs, error }) => [
        t(`streams.${kind}`, { name }),
        [
          t('streams.lag', { messages: formats.count(lag) }),
          silentMs === undefined
            ? t('streams.neverHeard')
            : t('streams.heard', { age: formats.duration(silentMs / 1000) }),
          ...(error === undefined ? [] : [error]),
        ].join(', '),
      ])}
    />
  );
}
