import { GenerateRequest } from './GenerateRequest';
import { AccountSetting } from './Settings';

function said(text: string | undefined): string | undefined {
  return text?.trim() || undefined;
}

/** The accounts that a request names; `undefined` where it names none. */
export function formAccounts({
  accounts,
}: Pick<GenerateRequest, 'accounts'>): AccountSetting[] | undefined {
  const named = (accounts ?? []).flatMap(account => {
    const name = said(account?.name);
    const maxFileStore = said(account?.maxFileStore);
    const maxMemoryStore = said(account?.maxMemoryStore);
    const publishers = (account?.publishers ?? []).flatMap(
      (publisher: string) => said(publisher) ?? [],
    );
    return name || maxFileStore || maxMemoryStore || publishers.length > 0
      ? [
          {
            name: name ?? '',
            ...(maxFileStore ? { maxFileStore } : {}),
            ...(maxMemoryStore ? { maxMemoryStore } : {}),
            ...(publishers.length > 0 ? { publishers } : {}),
          },
        ]
      : [];
  });
  return named.length > 0 ? named : undefined;
}
