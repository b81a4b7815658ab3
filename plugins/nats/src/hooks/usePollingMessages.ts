import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { natsTranslationRef } from '../translation';
import { useFormats } from './useFormats';
import { PollingMessages } from './usePolling';

/** Why numbers are old, in the language of the app. */
export function usePollingMessages(): PollingMessages {
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  return {
    timeout: seconds =>
      t('broken.timeout', { duration: formats.duration(seconds) }),
    offline: () => t('broken.offline'),
    hidden: () => t('broken.hidden'),
  };
}
