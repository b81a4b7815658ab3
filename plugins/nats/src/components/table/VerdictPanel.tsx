import { Verdict, VerdictLevel } from '@nats-portal/plugin-nats-common';
import { ReactNode, useMemo, useState } from 'react';
import { countLevels, filterByVerdict } from '../../status/filterByVerdict';
import { NoMatch } from './NoMatch';
import { TableToolbar } from './TableToolbar';
import { VerdictFilter } from './VerdictFilter';

const NOTHING = { text: '', levels: new Set<VerdictLevel>() };

/** Things that are judged, with what narrows them down. */
export function VerdictPanel<
  T extends { verdict: Pick<Verdict, 'level'> },
>(props: {
  items: readonly T[];
  searchLabel: string;
  /** What the search looks into; made once. */
  textOf(item: T): string;
  children(shown: readonly T[]): ReactNode;
}) {
  const { items, textOf } = props;
  const [filter, setFilter] = useState<{
    text: string;
    levels: ReadonlySet<VerdictLevel>;
  }>(NOTHING);
  const counts = useMemo(() => countLevels(items), [items]);
  const shown = useMemo(
    () => filterByVerdict(items, filter, textOf),
    [items, filter, textOf],
  );
  return (
    <>
      <TableToolbar
        searchLabel={props.searchLabel}
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
        props.children(shown)
      ) : (
        <NoMatch onClear={() => setFilter(NOTHING)} />
      )}
    </>
  );
}
