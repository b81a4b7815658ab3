import { HISTORY_RANGES, HistoryRange } from '@nats-portal/plugin-nats-common';
import { useState } from 'react';
import { HistoryAddress } from '../../api/NatsApi';
import { HistoryView } from './HistoryView';
import { RangeChoice } from './RangeChoice';

/** Days of something of which nothing but the newest numbers is kept here. */
export function LongHistory(props: Omit<HistoryAddress, 'range'>) {
  const [range, setRange] = useState<HistoryRange>('24h');
  return (
    <>
      <RangeChoice
        ranges={HISTORY_RANGES}
        chosen={range}
        onChange={chosen => chosen !== '1h' && setRange(chosen)}
      />
      <HistoryView address={{ ...props, range }} />
    </>
  );
}
