import { saysAge } from '../brokers/versionOf';
import { BrokerState } from '../sampling/BrokerSampler';

/** Ages are told in seconds; milliseconds. */
const SECOND_MS = 1_000;

/**
 * Names the answer that holds now, so that it is made once.
 *
 * While a sample is being taken in, the answer of the sample before is as true as it was a
 * moment ago, and it is all of one sample; where there is none, one of that while is made.
 *
 * @param now - milliseconds since 1970
 * @param isKept - whether there is an answer of this version
 * @returns `isSettled`: whether it holds until the next sample
 */
export function versionOfAnswer(
  state: BrokerState,
  now: number,
  isKept: (version: string) => boolean,
): { version: string; isSettled: boolean } {
  const settled = String(state.settled);
  if (saysAge(state, now)) {
    const second = Math.floor(now / SECOND_MS);
    return { version: `${settled}@${second}`, isSettled: false };
  }
  const isSettled = state.revision !== undefined || isKept(settled);
  return { version: isSettled ? settled : `${settled}+`, isSettled };
}
