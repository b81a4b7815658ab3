import { z } from 'zod';

/** What the forms ask of each server of a broker, as far as they are filled in. */
export const serverInputs = {
  servers: z.number().optional(),
  storageSize: z.string().optional(),
  storageClass: z.string().optional(),
  memory: z.string().optional(),
  cpu: z.string().optional(),
  memoryStoreSize: z.string().optional(),
};
