import type { z as Zod } from 'zod/v3';

/** One consequence of a change, as the output of an action; see `Consequence`. */
export function consequenceSchema(z: typeof Zod) {
  return z.object({
    id: z.string(),
    severity: z.enum(['error', 'warning', 'info']),
    outcome: z.string(),
    file: z.string(),
    object: z.string(),
    changes: z.array(
      z.object({
        path: z.string(),
        from: z.any().optional(),
        to: z.any().optional(),
      }),
    ),
    consequence: z.string(),
    procedure: z.array(
      z.object({ text: z.string(), command: z.string().optional() }),
    ),
  });
}
