import { formatCount, formatSpan, quote } from '../../../words';
import { StreamOrigin } from '../../BrokerSnapshot';
import { StreamRule } from '../StreamWindow';

/** An origin that says nothing for so long is out of reach, milliseconds; in peace it is heard of every few seconds. */
const SILENT = 60_000;

function explain({ silentMs, error }: StreamOrigin): string {
  if (error !== undefined) {
    return `answers ${quote(error)}`;
  }
  return silentMs === undefined
    ? 'was never heard of'
    : `was not heard of for ${formatSpan(silentMs)}`;
}

/** What it copies from is out of reach, or was refused. */
export const origins: StreamRule = ({ origins: list = [] }) => {
  const wrong = list.filter(
    ({ error, silentMs }) =>
      error !== undefined || silentMs === undefined || silentMs >= SILENT,
  );
  return wrong.length > 0
    ? {
        level: 'warning',
        rule: 'origin-away',
        reason: wrong
          .map(
            origin =>
              `The ${origin.kind} ${origin.name} ${explain(
                origin,
              )}, ${formatCount(origin.lag)} behind`,
          )
          .join('; '),
      }
    : undefined;
};
