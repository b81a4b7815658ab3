import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { findSerious } from '../../__testUtils__/findSerious';
import { DataColumn, DataTable, DataTableProps } from './DataTable';

interface Fruit {
  name: string;
  weight: number;
}

const columns: DataColumn<Fruit>[] = [
  {
    id: 'name',
    label: 'Name',
    width: { least: 80, share: 1 },
    isRowHeader: true,
    isSortable: true,
    cell: ({ name }) => name,
  },
  {
    id: 'weight',
    label: 'Weight',
    width: { least: 80, share: 1 },
    isNumeric: true,
    isSortable: true,
    cell: ({ weight }) => weight,
  },
];

const fruits = (count: number): Fruit[] =>
  Array.from({ length: count }, (_, i) => ({ name: `fruit ${i}`, weight: i }));

function show(over: Partial<DataTableProps<Fruit>> = {}) {
  const onOpen = jest.fn();
  const onSortChange = jest.fn();
  render(
    <DataTable
      label="Fruit"
      columns={columns}
      rows={fruits(3)}
      keyOf={({ name }) => name}
      rowHeight={{ wide: 50, narrow: 80 }}
      sort={{ column: 'name', direction: 'ascending' }}
      onSortChange={onSortChange}
      onOpen={onOpen}
      {...over}
    />,
  );
  return { onOpen, onSortChange };
}

describe('DataTable', () => {
  it('draws few of many rows, and says how many there are', () => {
    show({ rows: fruits(10_000) });
    const grid = screen.getByRole('grid', { name: 'Fruit' });
    expect(grid).toHaveAttribute('aria-rowcount', '10001');
    expect(within(grid).getAllByRole('row').length).toBeLessThan(30);
  });

  it('says by which column it is sorted', () => {
    show();
    expect(screen.getByRole('columnheader', { name: 'Name' })).toHaveAttribute(
      'aria-sort',
      'ascending',
    );
    expect(
      screen.getByRole('columnheader', { name: 'Weight' }),
    ).toHaveAttribute('aria-sort', 'none');
  });

  it('asks for the other direction, or for the largest of another column', async () => {
    const { onSortChange } = show();
    await userEvent.click(screen.getByRole('button', { name: 'Name' }));
    expect(onSortChange).toHaveBeenLastCalledWith({
      column: 'name',
      direction: 'descending',
    });
    await userEvent.click(screen.getByRole('button', { name: 'Weight' }));
    expect(onSortChange).toHaveBeenLastCalledWith({
      column: 'weight',
      direction: 'descending',
    });
  });

  it('opens a row by a click anywhere in it', async () => {
    const { onOpen } = show();
    await userEvent.click(screen.getByRole('gridcell', { name: '1' }));
    expect(onOpen).toHaveBeenCalledTimes(1);
    expect(onOpen).toHaveBeenCalledWith({ name: 'fruit 1', weight: 1 });
  });

  it('is one stop for Tab, and goes on with arrow keys to the last row', async () => {
    const { onOpen } = show({ rows: fruits(10_000) });
    await userEvent.tab();
    await userEvent.tab();
    await userEvent.tab();
    expect(screen.getByRole('button', { name: 'fruit 0' })).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}{PageDown}{ArrowUp}');
    expect(screen.getByRole('button', { name: 'fruit 10' })).toHaveFocus();
    await userEvent.keyboard('{End}');
    expect(screen.getByRole('button', { name: 'fruit 9999' })).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    expect(onOpen).toHaveBeenCalledWith({ name: 'fruit 9999', weight: 9999 });
    await userEvent.keyboard('{Home}');
    expect(screen.getByRole('button', { name: 'fruit 0' })).toHaveFocus();
  });

  it('is a table without buttons where rows do not open', () => {
    show({ onOpen: undefined, onSortChange: undefined });
    expect(screen.getByRole('table', { name: 'Fruit' })).toBeInTheDocument();
    expect(screen.getAllByRole('cell')).toHaveLength(3);
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('leaves columns out where there is no room, and says what the others are', async () => {
    const { ResizeObserver: original } = window;
    window.ResizeObserver = class extends original {
      constructor(readonly changed: ResizeObserverCallback) {
        super(changed);
      }

      observe() {
        const entry = { contentRect: { width: 390 } } as ResizeObserverEntry;
        this.changed([entry], this);
      }
    };
    try {
      show({
        columns: [{ ...columns[0], narrow: 'whole' }, columns[1]],
      });
      expect(
        screen.getAllByRole('columnheader').map(head => head.textContent),
      ).toEqual(['Name']);
      expect(screen.getAllByRole('rowheader')).toHaveLength(3);
      expect(screen.queryByRole('gridcell')).not.toBeInTheDocument();
      // What takes the focus is seen; the head is not.
      expect(
        screen.queryByRole('button', { name: 'Name' }),
      ).not.toBeInTheDocument();
      expect(await findSerious(document.body)).toEqual([]);
    } finally {
      window.ResizeObserver = original;
    }
  });
});
