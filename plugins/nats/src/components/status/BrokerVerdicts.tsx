import { BrokerStatus } from '@nats-portal/plugin-nats-common';
import { OtherVerdicts } from './OtherVerdicts';

/** Everything that is to be said of a broker that is not simply well. */
export function BrokerVerdicts(props: { broker: BrokerStatus }) {
  const { verdict, sampledAt } = props.broker;
  const { findings = [], ...first } = verdict;
  const verdicts = [first, ...findings].filter(({ level }) => level !== 'ok');
  return verdicts.length > 0 ? (
    <OtherVerdicts
      verdicts={verdicts}
      now={sampledAt ? Date.parse(sampledAt) : undefined}
    />
  ) : null;
}
