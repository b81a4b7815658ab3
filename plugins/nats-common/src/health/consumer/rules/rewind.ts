import { describeBacklog } from '../describeBacklog';
import { ConsumerRule } from '../Observation';

/** A consumer that went back delivers again what it has delivered, until it reaches where it was. */
export const rewind: ConsumerRule = ({ newest, rewound }) =>
  rewound && {
    level: 'warning',
    rule: 'rewind',
    reason: `Went back to an earlier message and delivers some again, ${describeBacklog(
      newest,
    )}`,
    since: rewound.at,
    advice: { text: 'Make sure that handling a message twice does no harm' },
  };
