import { z } from 'zod';
import {
  explainLabel,
  explainSubdomain,
  explainText,
  LABEL,
  SUBDOMAIN,
} from './explain';

/** A type whose values are looked at once more; what is wrong is said in words. */
export function checked<T>(
  type: z.ZodType<T>,
  explain: (value: T) => string | undefined,
) {
  return type.superRefine((value, context) => {
    const message = explain(value);
    if (message) {
      context.addIssue({ code: 'custom', message, input: value });
    }
  });
}

/** A text that is looked at once more. The pattern is for editors, which know no functions. */
export const text = (
  explain: (value: string) => string | undefined,
  pattern?: RegExp,
) =>
  checked(z.string(), explain).meta(pattern ? { pattern: pattern.source } : {});
/** A DNS label. */
export const label = () => text(value => explainLabel(value), LABEL);
/** A DNS subdomain, as most names in Kubernetes. */
export const subdomain = () => text(explainSubdomain, SUBDOMAIN);
/** Labels of Kubernetes. */
export const labels = () => z.record(text(explainText), text(explainText));
/** A whole number from the least on. */
export const count = (least: number) => z.number().int().min(least);

/** Says at each key what it is. */
export function described<T extends Record<string, z.ZodType>>(
  types: T,
  texts: Record<keyof T, string>,
): T {
  return Object.fromEntries(
    Object.entries(types).map(([key, type]) => [
      key,
      type.meta({ ...type.meta(), description: texts[key] }),
    ]),
  ) as T;
}
