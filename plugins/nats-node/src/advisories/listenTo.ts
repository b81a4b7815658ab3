import { LoggerService } from '@backstage/backend-plugin-api';
import { BrokerConnection } from '../connection/BrokerConnection';
import { AdvisoryListener } from './AdvisoryListener';
import { AdvisoryListening, GivenUpMessage } from './GivenUpMessage';

/** Listens in several accounts of a broker, each over the connection of its user. */
export function listenTo(
  accounts: ReadonlyMap<string, BrokerConnection>,
  options: {
    logger: LoggerService;
    onGivenUp: (message: GivenUpMessage) => void;
  },
): AdvisoryListening {
  const listeners = [...accounts].map(
    ([account, connection]) =>
      [
        account,
        new AdvisoryListener({ account, connection, ...options }),
      ] as const,
  );
  return {
    attend: () =>
      new Map(
        listeners.map(([account, listener]) => [account, listener.attend()]),
      ),
    close: () => listeners.forEach(([, listener]) => listener.close()),
  };
}
