import type { z as Zod } from 'zod/v3';

/**
 * What is said of each server of a broker, as the actions take it.
 *
 * @param blank - what a field that is left blank means for the count of servers
 */
export function serverInputs(z: typeof Zod, blank: string) {
  return {
    servers: z
      .number()
      .optional()
      .describe(`NATS servers: 1, 3 or 5; blank means ${blank}`),
    storageSize: z
      .string()
      .optional()
      .describe('File store of each server, e.g. 20Gi'),
    storageClass: z.string().optional().describe('Storage class'),
    memory: z
      .string()
      .optional()
      .describe('Memory of each server, request and limit, e.g. 1Gi'),
    cpu: z
      .string()
      .optional()
      .describe('CPU of each server, request and limit, e.g. 500m'),
  };
}
