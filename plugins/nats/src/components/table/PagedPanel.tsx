import { Verdict, VerdictLevel } from '@nats-portal/plugin-nats-common';
import { ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { ListPage, PagedList, usePagedList } from '../../hooks/usePagedList';
import { useSettled } from '../../hooks/useSettled';
import { LEVELS } from '../../status/filterByVerdict';
import { PolledGate } from '../status/PolledGate';
import { Numbers } from '../status/StatusGate';
import { DataSort } from './DataTable';
import { NoMatch } from './NoMatch';
import { PagedFoot } from './PagedFoot';
import styles from './PagedPanel.module.css';
import { PartOfList } from './PartOfList';
import { TableToolbar } from './TableToolbar';
import { VerdictFilter } from './VerdictFilter';

/** Milliseconds without a key after which the broker's list is searched. */
const PAUSE_MS = 250;

/** What holds of all pages of a list. */
export interface ListFacts {
  /** Rows that match, a count. */
  total: number;
  /** How many there are of each level, whatever level was asked for. */
  levels: Record<VerdictLevel, number>;
}

/** What is asked of a list. */
export interface ListFilter<Sort> {
  text: string;
  levels: readonly VerdictLevel[];
  sort: Sort;
}

/** Properties of {@link PagedPanel}. */
export interface PagedPanelProps<
  T,
  Column extends string,
  Sort extends string,
> {
  searchLabel: string;
  brokenTitle: string;
  /** Milliseconds between two samples of the broker. */
  intervalMs: number;
  /** What is known before the first page is there, in the first order. */
  known: { rows: readonly T[]; total: number };
  keyOf(row: T): string;
  /** The columns that the backend sorts by, each in its only direction; the first order first. */
  sorts: readonly (DataSort<Column> & { by: Sort })[];
  load(
    filter: ListFilter<Sort>,
    cursor: string | undefined,
    signal: AbortSignal,
  ): Promise<ListPage<T, ListFacts>>;
  children(rows: readonly T[], part: PartOfList<Column>): ReactNode;
}

const NOTHING = { text: '', levels: new Set<VerdictLevel>() };

/**
 * A list that is too long for one reply, with what narrows it down. The backend
 * searches and sorts it while only a part is here; all of it sorts by any column.
 */
export function PagedPanel<
  T extends { verdict: Pick<Verdict, 'level'> },
  Column extends string,
  Sort extends string,
>(props: PagedPanelProps<T, Column, Sort>) {
  const { known, keyOf, sorts, load, intervalMs } = props;
  const [filter, setFilter] = useState<{
    text: string;
    levels: ReadonlySet<VerdictLevel>;
  }>(NOTHING);
  const [sort, setSort] = useState<DataSort<Column>>(sorts[0]);
  const asked = sorts.find(({ column }) => column === sort.column) ?? sorts[0];
  const wanted: ListFilter<Sort> = {
    text: useSettled(filter.text.trim(), PAUSE_MS),
    levels: LEVELS.filter(level => filter.levels.has(level)),
    sort: asked.by,
  };
  const key = JSON.stringify(wanted);
  const { polled, more } = usePagedList({
    key,
    load: (cursor, signal) => load(wanted, cursor, signal),
    intervalMs,
  });
  const last = useRef<PagedList<T, ListFacts>>();
  useEffect(() => {
    last.current = polled.data ?? last.current;
  }, [polled.data]);

  const list = polled.data ?? last.current;
  const isWhole = list !== undefined && list.nextCursor === undefined;
  const rows = useMemo(() => {
    const newer = new Map(known.rows.map(row => [keyOf(row), row]));
    return (
      list?.rows.map(row => newer.get(keyOf(row)) ?? row) ?? [...known.rows]
    );
  }, [list, known.rows, keyOf]);
  const sortable = useMemo(
    () => (isWhole ? undefined : sorts.map(({ column }) => column)),
    [isWhole, sorts],
  );
  const total = list?.facts.total ?? known.total;
  return (
    <>
      <TableToolbar
        searchLabel={props.searchLabel}
        text={filter.text}
        onTextChange={text => setFilter({ ...filter, text })}
      >
        {list && (
          <VerdictFilter
            counts={list.facts.levels}
            chosen={filter.levels}
            onChange={levels => setFilter({ ...filter, levels })}
          />
        )}
      </TableToolbar>
      <PolledGate
        polled={{ ...polled, data: rows }}
        skeleton={null}
        brokenTitle={props.brokenTitle}
      >
        {(data, old) =>
          data.length > 0 ? (
            <Numbers stale={old}>
              <div
                aria-busy={!polled.data}
                className={polled.data ? undefined : styles.pending}
              >
                {props.children(data, {
                  key: list?.key ?? key,
                  total,
                  sort: isWhole ? sort : asked,
                  onSortChange: setSort,
                  sortable,
                  onEnd: more,
                })}
              </div>
              <PagedFoot
                shown={data.length}
                total={total}
                onMore={list?.nextCursor === undefined ? undefined : more}
                polled={polled}
              />
            </Numbers>
          ) : (
            <NoMatch onClear={() => setFilter(NOTHING)} />
          )
        }
      </PolledGate>
    </>
  );
}
