import { InputError } from '@backstage/errors';
import {
  checkMessagingInSteps,
  formatFindings,
  MessagingContext,
  MessagingSpec,
} from '@nats-portal/plugin-nats-common';
import { ListedStreams } from '../jetstream/readAssets';
import { takeTurns } from '../takeTurns';

/** What happens while a spec is checked. */
export interface CheckOptions {
  /** What the account has; absent where nobody asked. */
  listed?: Promise<ListedStreams>;
  /** Takes the name of each stream with consumers as soon as it was read. */
  onStream?: (name: string) => void;
  signal?: AbortSignal;
}

function* telling<T>(
  work: Generator<string | undefined, T, void>,
  onStream: (name: string) => void,
): Generator<void, T, void> {
  for (;;) {
    const step = work.next();
    if (step.done) {
      return step.value;
    }
    if (step.value !== undefined) {
      onStream(step.value);
    }
    yield;
  }
}

async function check(
  input: unknown,
  context: MessagingContext,
  { onStream = () => {}, signal }: CheckOptions,
): Promise<MessagingSpec> {
  const { spec, findings } = await takeTurns(
    telling(checkMessagingInSteps(input, context), onStream),
    signal,
  );
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    throw new InputError(
      `The messaging spec has ${
        errors.length === 1 ? '1 mistake' : `${errors.length} mistakes`
      }; nothing was changed:\n${formatFindings(errors)}`,
    );
  }
  return spec;
}

/**
 * Checks a spec beside what the account has. Few specs say nothing of a stream but
 * its consumers, and the others need not wait for the list.
 *
 * @throws InputError listing everything that is wrong with the input
 */
export async function checkSpec(
  input: unknown,
  context: MessagingContext,
  options: CheckOptions,
): Promise<MessagingSpec> {
  try {
    return await check(input, context, options);
  } catch (mistakes) {
    const current = await options.listed?.catch(() => undefined);
    if (!current) {
      throw mistakes;
    }
    const existingStreams = [...current.streams.keys(), ...current.missing];
    return check(input, { ...context, existingStreams }, options);
  }
}
