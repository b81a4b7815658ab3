import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { StreamStatus } from '@nats-portal/plugin-nats-common';
import { useFormats } from '../../hooks/useFormats';
import { useStreamWords } from '../../hooks/useStreamWords';
import { natsTranslationRef } from '../../translation';
import { FactList } from '../FactList';

/** What a stream holds at the newest sample. */
export function StreamNumbers(props: { stream: StreamStatus }) {
  const { state, verdict } = props.stream;
  const { storedPerSecond, fullInSeconds } = verdict;
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  const words = useStreamWords();
  const written = (
    value: number | undefined,
    write: (value: number) => string,
  ) => (value === undefined ? t('none') : write(value));
  return (
    <FactList
      facts={[
        [t('streams.messages'), written(state?.messages, formats.count)],
        [t('streams.size'), written(state?.bytes, formats.size)],
        [t('streams.first'), written(state?.firstSequence, formats.count)],
        [t('streams.last'), written(state?.lastSequence, formats.count)],
        [t('streams.storedPerSecond'), written(storedPerSecond, formats.rate)],
        [t('streams.fullIn'), written(fullInSeconds, formats.duration)],
        [t('streams.consumers'), written(state?.consumers, formats.count)],
        [t('streams.replicas'), written(state?.replicas, formats.count)],
        [t('streams.leader'), words.leader(state?.leader)],
      ]}
    />
  );
}
