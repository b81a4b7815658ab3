import { formatSpan } from '../../../words';
import { BrokerRule } from '../BrokerObservation';

/** cert-manager renews a third of the lifetime ahead; at these nobody has, or no server took it, milliseconds. */
const SOON = 7 * 86_400_000;
const NOW = 86_400_000;

/** The certificate that ends first: with it, clients and servers refuse each other. */
export const certificates: BrokerRule = ({ servers }) => {
  const [first] = servers
    .flatMap(({ name, at, certificateExpiresAt }) =>
      certificateExpiresAt === undefined
        ? []
        : [{ name, left: certificateExpiresAt - at }],
    )
    .sort((a, b) => a.left - b.left);
  if (!first || first.left > SOON) {
    return undefined;
  }
  return {
    level: first.left <= NOW ? 'error' : 'warning',
    rule: 'certificate-expiring',
    reason:
      first.left <= 0
        ? `The certificate of ${first.name} expired ${formatSpan(
            -first.left,
          )} ago`
        : `The certificate of ${first.name} expires in ${formatSpan(
            first.left,
          )}`,
    advice: {
      text: 'Look whether cert-manager renewed it; then the server has yet to load it',
      command: `nats server config reload ${first.name}`,
    },
  };
};
