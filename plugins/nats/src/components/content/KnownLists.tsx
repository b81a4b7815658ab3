import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { ConsumerStatus, StreamStatus } from '@nats-portal/plugin-nats-common';
import { ReactNode } from 'react';
import { ListScope } from '../../status/listScope';
import { KnownStatus } from '../status/StatusGate';
import { ConsumersPanel } from './ConsumersPanel';
import { MoreHint } from './MoreHint';
import { PagedConsumers } from './PagedConsumers';
import { PagedStreams } from './PagedStreams';
import { StreamsPanel } from './StreamsPanel';

/** However often the backend samples, the browser has enough of it twice in four seconds. */
const LEAST_INTERVAL_MS = 2_000;

/** Properties of {@link KnownConsumers} and {@link KnownStreams}. */
export interface KnownListProps {
  status: KnownStatus;
  /** What names them. */
  entity: Entity;
  /** Where everything that it names is one list; absent where it is not. */
  scope?: ListScope;
}

function intervalOf({ broker }: KnownStatus): number {
  return Math.max(LEAST_INTERVAL_MS, broker.intervalSeconds * 1000);
}

/** A list page by page where it is too long for one reply, else with how many are not in it. */
function KnownList(props: {
  what: 'consumers' | 'streams';
  broker: string;
  shown: number;
  more: number;
  /** Absent where what the entity names is not one list. */
  paged?: ReactNode;
  whole: ReactNode;
}) {
  const { paged, whole, ...hint } = props;
  return hint.more > 0 && paged ? (
    paged
  ) : (
    <>
      {whole}
      <MoreHint {...hint} />
    </>
  );
}

/** The consumers that an entity names. */
export function KnownConsumers(
  props: KnownListProps & { onOpen(consumer: ConsumerStatus): void },
) {
  const { status, entity, scope, onOpen } = props;
  const { broker, consumers, moreConsumers = 0 } = status;
  return (
    <KnownList
      what="consumers"
      broker={broker.name}
      shown={consumers.length}
      more={moreConsumers}
      paged={
        scope && (
          <PagedConsumers
            key={JSON.stringify(scope)}
            broker={broker.name}
            scope={scope}
            entityRef={stringifyEntityRef(entity)}
            intervalMs={intervalOf(status)}
            known={consumers}
            total={consumers.length + moreConsumers}
            onOpen={onOpen}
          />
        )
      }
      whole={
        <ConsumersPanel
          consumers={consumers}
          reached={broker.sampledAt !== undefined}
          onOpen={onOpen}
        />
      }
    />
  );
}

/** The streams that an entity names. */
export function KnownStreams(
  props: KnownListProps & {
    now?: number;
    onOpen(stream: StreamStatus): void;
  },
) {
  const { status, scope, now, onOpen } = props;
  const { broker, streams = [], moreStreams = 0 } = status;
  return (
    <KnownList
      what="streams"
      broker={broker.name}
      shown={streams.length}
      more={moreStreams}
      paged={
        scope && (
          <PagedStreams
            key={JSON.stringify(scope)}
            broker={broker.name}
            scope={scope}
            intervalMs={intervalOf(status)}
            known={streams}
            total={streams.length + moreStreams}
            now={now}
            onOpen={onOpen}
          />
        )
      }
      whole={<StreamsPanel streams={streams} now={now} onOpen={onOpen} />}
    />
  );
}
