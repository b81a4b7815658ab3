import { PlanRequest } from '@nats-portal/plugin-nats-common';

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/**
 * What a form holds so far as a request for a plan; `undefined` before a broker
 * is chosen and something is wanted of it. A pasted text counts where the form
 * asks for one, else the list of streams.
 */
export function toPlanRequest(
  form: Readonly<Record<string, unknown>>,
): PlanRequest | undefined {
  const broker = text(form.broker);
  const account = text(form.account);
  const messaging =
    form.spec === undefined
      ? form.streams && { streams: form.streams }
      : text(form.spec);
  if (!broker || !messaging) {
    return undefined;
  }
  const owner = text(form.owner);
  return {
    broker,
    ...(account ? { account } : {}),
    ...(owner ? { owner } : {}),
    ...(form.takeOver === true ? { takeOver: true } : {}),
    messaging,
  };
}
