import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ConsumerStatus,
  NATS_CONSUMERS_ANNOTATION,
  VerdictLevel,
} from '@nats-portal/plugin-nats-common';
import { useMemo, useState } from 'react';
import { consumerName } from '../../status/consumerKey';
import { countLevels, filterByVerdict } from '../../status/filterByVerdict';
import { natsTranslationRef } from '../../translation';
import { Hint } from '../Hint';
import { NoMatch } from '../table/NoMatch';
import { TableToolbar } from '../table/TableToolbar';
import { VerdictFilter } from '../table/VerdictFilter';
import { ConsumerTable } from './ConsumerTable';

const CONSUMERS_EXAMPLE = `metadata:
  annotations:
    ${NATS_CONSUMERS_ANNOTATION}: JOBS/echo-workers, ORDERS/*`;

const NOTHING = { text: '', levels: new Set<VerdictLevel>() };

const textOf = (consumer: ConsumerStatus) =>
  `${consumerName(consumer)} ${consumer.account ?? ''}`;

/** Consumers with what narrows them down. */
export function ConsumersPanel(props: {
  consumers: readonly ConsumerStatus[];
  /** The broker answered at least once, so that none means none. */
  reached: boolean;
  onOpen?: (consumer: ConsumerStatus) => void;
}) {
  const { consumers, reached, onOpen } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const [filter, setFilter] = useState<{
    text: string;
    levels: ReadonlySet<VerdictLevel>;
  }>(NOTHING);
  const counts = useMemo(() => countLevels(consumers), [consumers]);
  const shown = useMemo(
    () => filterByVerdict(consumers, filter, textOf),
    [consumers, filter],
  );
  if (consumers.length === 0) {
    return (
      <Hint
        title={t('empty.title')}
        description={t(reached ? 'empty.description' : 'empty.neverReached')}
        example={reached ? CONSUMERS_EXAMPLE : undefined}
      />
    );
  }
  return (
    <>
      <TableToolbar
        searchLabel={t('filter.consumers')}
        text={filter.text}
        onTextChange={text => setFilter({ ...filter, text })}
      >
        <VerdictFilter
          counts={counts}
          chosen={filter.levels}
          onChange={levels => setFilter({ ...filter, levels })}
        />
      </TableToolbar>
      {shown.length > 0 ? (
        <ConsumerTable consumers={shown} onOpen={onOpen} />
      ) : (
        <NoMatch onClear={() => setFilter(NOTHING)} />
      )}
    </>
  );
}
