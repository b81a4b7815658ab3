import { PreviewedAccount } from '@nats-portal/plugin-nats-common';

const TEXTS = ['name', 'maxFileStore', 'maxMemoryStore'] as const;

/** The accounts that a form holds so far; fields of other types than expected count as blank. */
export function accountsOf(value: unknown): { accounts?: PreviewedAccount[] } {
  if (!Array.isArray(value) || value.length === 0) {
    return {};
  }
  return {
    accounts: value.map((item: unknown): PreviewedAccount => {
      const form: Record<string, unknown> = { ...(item as object | null) };
      const publishers = (
        Array.isArray(form.publishers) ? form.publishers : []
      ).filter((name): name is string => typeof name === 'string');
      return {
        ...Object.fromEntries(
          TEXTS.flatMap(name =>
            typeof form[name] === 'string' ? [[name, form[name]]] : [],
          ),
        ),
        ...(publishers.length > 0 ? { publishers } : {}),
      };
    }),
  };
}
