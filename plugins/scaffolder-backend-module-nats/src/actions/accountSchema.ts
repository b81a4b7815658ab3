import type { z as Zod } from 'zod/v3';

/** An account of applications, as the actions take it. */
export function accountSchema(z: typeof Zod) {
  return z.object({
    name: z.string().optional().describe('As the servers know it, e.g. APP'),
    maxFileStore: z
      .string()
      .optional()
      .describe(
        'What its streams may take of the file stores of all servers together, copies included, e.g. 20Gi',
      ),
    maxMemoryStore: z
      .string()
      .optional()
      .describe('As maxFileStore, of the memory stores'),
    publishers: z
      .array(z.string())
      .optional()
      .describe(
        'Common names of further publishers, each with a certificate and a user of its own',
      ),
  });
}
