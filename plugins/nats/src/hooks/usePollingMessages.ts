import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { natsTranslationRef } from '../translation';
import { PollingMessages } from './usePolling';

/** Why numbers are old, in the language of the app. */
export function usePollingMessages(): PollingMessages {
  const { t } = useTranslationRef(natsTranslationRef);
  return {
    timeout: seconds => t('broken.timeout', { seconds: `${seconds}` }),
    offline: () => t('broken.offline'),
    hidden: () => t('broken.hidden'),
  };
}
