import { ConsumerStatus } from '@nats-portal/plugin-nats-common';
import { useEffect, useMemo, useRef } from 'react';
import { consumerKey } from '../status/consumerKey';
import { keepOrder } from '../status/keepOrder';
import { ConsumerColumn, sortConsumers } from '../status/sortConsumers';

/** By what, and which way. A new object sorts anew. */
export interface ConsumerSort {
  column: ConsumerColumn;
  direction: 'ascending' | 'descending';
}

/**
 * Sorts consumers when the sort is chosen, and leaves the rows where they are
 * while their numbers change.
 */
export function useKeptOrder(
  consumers: readonly ConsumerStatus[],
  sort: ConsumerSort,
): ConsumerStatus[] {
  const kept = useRef<{ sort: ConsumerSort; keys: string[] }>();
  const ordered = useMemo(() => {
    const sorted = sortConsumers(consumers, sort.column, sort.direction);
    return kept.current?.sort === sort
      ? keepOrder(sorted, consumerKey, kept.current.keys)
      : sorted;
  }, [consumers, sort]);
  useEffect(() => {
    kept.current = { sort, keys: ordered.map(consumerKey) };
  }, [ordered, sort]);
  return ordered;
}
