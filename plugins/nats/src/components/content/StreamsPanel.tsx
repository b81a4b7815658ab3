import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  NATS_STREAMS_ANNOTATION,
  StreamStatus,
} from '@nats-portal/plugin-nats-common';
import { natsTranslationRef } from '../../translation';
import { Hint } from '../Hint';
import { VerdictPanel } from '../table/VerdictPanel';
import { StreamTable } from './StreamTable';

const STREAMS_EXAMPLE = `metadata:
  annotations:
    ${NATS_STREAMS_ANNOTATION}: JOBS, ORDERS`;

const textOf = ({ stream, account }: StreamStatus) =>
  `${stream} ${account ?? ''}`;

/** Streams with what narrows them down. */
export function StreamsPanel(props: {
  streams: readonly StreamStatus[];
  /** The server's clock at the newest sample; absent while the broker was never reached. */
  now?: number;
  onOpen(stream: StreamStatus): void;
}) {
  const { streams, now, onOpen } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  if (streams.length === 0) {
    const reached = now !== undefined;
    return (
      <Hint
        title={t('streams.emptyTitle')}
        description={t(reached ? 'streams.empty' : 'streams.neverReached')}
        example={reached ? STREAMS_EXAMPLE : undefined}
      />
    );
  }
  return (
    <VerdictPanel
      items={streams}
      searchLabel={t('filter.streams')}
      textOf={textOf}
    >
      {shown => <StreamTable streams={shown} now={now} onOpen={onOpen} />}
    </VerdictPanel>
  );
}
