import { formatCount, formatSpan } from '../words';
import { abandonedOf, Samples, spanOf } from './consumerWindow';
import { Verdict } from './Verdict';

/** Judges messages that were given up: a fresh one is an error, an old one a warning. */
export function judgeAbandoned(samples: Samples): Verdict | undefined {
  const newest = samples[samples.length - 1];
  const abandoned = abandonedOf(newest);
  const least = Math.min(...samples.map(abandonedOf));
  if (abandoned === 0) {
    return undefined;
  }
  const fresh = abandoned > least;
  return {
    level: fresh ? 'error' : 'warning',
    rule: 'poison',
    reason: fresh
      ? `${formatCount(abandoned - least)} given up within ${formatSpan(
          spanOf(samples),
        )}: maxDeliver was reached without an acknowledgement`
      : `${formatCount(
          abandoned,
        )} given up before: maxDeliver was reached without an acknowledgement`,
  };
}
