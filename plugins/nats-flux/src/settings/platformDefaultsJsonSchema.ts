import { z } from 'zod';
import { platformDefaultsSchema } from './platformDefaultsSchema';

/**
 * The shape of the platform team's file for editors, as JSON Schema. What an
 * editor cannot check is checked when the file is read.
 */
export function platformDefaultsJsonSchema(): object {
  return {
    title: "The platform team's defaults for NATS brokers",
    // The file as people write it: what has a default may be left out.
    ...z.toJSONSchema(platformDefaultsSchema, { io: 'input' }),
  };
}
