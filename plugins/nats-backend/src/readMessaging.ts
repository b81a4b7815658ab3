import {
  checkMessaging,
  MessagingReading,
  ReadMessagingRequest,
} from '@nats-portal/plugin-nats-common';
import { z } from 'zod';
import { readInput } from './http/readInput';

const requestSchema: z.ZodType<ReadMessagingRequest> = z.object({
  text: z.string(),
});

/**
 * Reads the body of `POST /messaging/read`.
 *
 * @throws InputError naming every field of a wrong type
 */
export function readMessagingRequest(body: unknown): ReadMessagingRequest {
  return readInput(requestSchema, body);
}

/** Says what streams, consumers and buckets a text names, or everything that is wrong with it. */
export function readMessaging({
  text,
}: ReadMessagingRequest): MessagingReading {
  const { spec, findings } = checkMessaging(text);
  return findings.some(({ severity }) => severity === 'error')
    ? { findings }
    : { spec, findings };
}
