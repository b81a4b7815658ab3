import { z } from 'zod';

/** An account of applications, as a form holds it so far. */
export const accountInput = z.object({
  name: z.string().optional(),
  maxFileStore: z.string().optional(),
  maxMemoryStore: z.string().optional(),
  publishers: z.array(z.string()).optional(),
});
