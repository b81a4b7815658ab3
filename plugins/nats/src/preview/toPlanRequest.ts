import { PlanRequest } from '@nats-portal/plugin-nats-common';

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** Names in a list that somebody fills in; blank ones are on their way. */
function names<K extends string>(
  key: K,
  value: unknown,
): Partial<Record<K, string[]>> {
  const typed = Array.isArray(value)
    ? value.flatMap(one => text(one) ?? [])
    : [];
  return (typed.length > 0 ? { [key]: typed } : {}) as Partial<
    Record<K, string[]>
  >;
}

/** Owners of consumers, as far as both are filled in. */
function consumerOwners(value: unknown): Pick<PlanRequest, 'consumerOwners'> {
  const filled = (Array.isArray(value) ? value : []).flatMap(one => {
    const consumer = text(one?.consumer);
    const owner = text(one?.owner);
    return consumer && owner ? [{ consumer, owner }] : [];
  });
  return filled.length > 0 ? { consumerOwners: filled } : {};
}

/** The lists of a form, where it has one of them. */
function listsOf({
  streams,
  keyValues,
  objectStores,
}: Readonly<Record<string, unknown>>): object | undefined {
  return streams || keyValues || objectStores
    ? {
        streams: streams || [],
        ...(keyValues ? { keyValues } : {}),
        ...(objectStores ? { objectStores } : {}),
      }
    : undefined;
}

/**
 * What a form holds so far as a request for a plan; `undefined` before a broker
 * is chosen and something is wanted of it. A pasted text counts where the form
 * asks for one, else the lists of streams and buckets.
 */
export function toPlanRequest(
  form: Readonly<Record<string, unknown>>,
): PlanRequest | undefined {
  const broker = text(form.broker);
  const account = text(form.account);
  const messaging = form.spec === undefined ? listsOf(form) : text(form.spec);
  if (!broker || !messaging) {
    return undefined;
  }
  const owner = text(form.owner);
  return {
    broker,
    ...(account ? { account } : {}),
    ...(owner ? { owner } : {}),
    ...consumerOwners(form.consumerOwners),
    ...(form.deliver === 'flux' ? { provisioning: 'flux' } : {}),
    ...(form.takeOver === true ? { takeOver: true } : {}),
    ...names('recreate', form.recreate),
    ...names('confirmLoss', form.confirmLoss),
    messaging,
  };
}
