import { z } from 'zod';
import { formatGoDuration } from '../../values/duration';
import { parseSize } from '../../values/size';

/** The shape of every field of a kind: the compiler sees to it that none is forgotten. */
export type Shapes<T> = Record<keyof T, z.ZodType>;

export const text = () => z.string().optional();
export const flag = () => z.boolean().optional();
export const texts = () => z.array(z.string()).optional();
export const metadata = () => z.record(z.string(), z.string()).optional();
export const time = () => z.iso.datetime({ offset: true }).optional();
export const count = () => z.number().int().optional();

/** A limit; -1 is none, and the least that the resources take (jetstream.nats.io/v1beta2). */
export const limit = () => z.number().int().min(-1).optional();

/** A Go duration; one that cannot be read is found by a rule. */
export const duration = text;

/** A duration that the resources hold as a whole number of nanoseconds. */
export const durationOrNanoseconds = () =>
  z.preprocess(
    value =>
      typeof value === 'number' && Number.isSafeInteger(value)
        ? formatGoDuration(value)
        : value,
    text(),
  );

/** How people write in a field for text that there is no limit. */
const NO_LIMIT = '-1';

/** Bytes; a quantity such as `10Gi` becomes them. -1 is no limit, be it a number or a text. */
export const size = () =>
  z.preprocess((value, context) => {
    if (typeof value !== 'string') {
      return value;
    }
    const bytes = value === NO_LIMIT ? -1 : parseSize(value);
    if (bytes === undefined) {
      context.issues.push({
        code: 'custom',
        input: value,
        message:
          'is no size; write bytes, a quantity such as 500M, 10Gi or 1.5Gi, or -1 for no limit',
      });
    }
    return bytes;
  }, limit());
