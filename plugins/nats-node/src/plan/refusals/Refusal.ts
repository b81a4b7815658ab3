import { Refusal } from '../../MessagingPlan';

/** Something that cannot be done, and what to do instead. */
export function refusal(
  reason: string,
  instead: string,
  code?: number,
): Refusal {
  return {
    reason,
    instead,
    ...(code === undefined ? {} : { code }),
    recreatable: false,
  };
}

/** A difference that only a new asset of the same name can have. */
export function immutable(
  reason: string,
  instead: string,
  code?: number,
): Refusal {
  return { ...refusal(reason, instead, code), recreatable: true };
}

/**
 * All refusals of an asset in one sentence: `reason (code); what to do`.
 *
 * @param options - `instead`: whether it says what to do; defaults to true
 */
export function formatReasons(
  refusals: readonly Refusal[],
  options: { instead: boolean } = { instead: true },
): string {
  return refusals
    .map(
      ({ reason, code, instead }) =>
        `${reason}${code === undefined ? '' : ` (${code})`}${
          options.instead ? `; ${instead}` : ''
        }`,
    )
    .join('; ');
}

/** `1 message`, `2 messages`. */
export function plural(count: number | undefined, noun: string): string {
  return `${count ?? 0} ${noun}${count === 1 ? '' : 's'}`;
}
