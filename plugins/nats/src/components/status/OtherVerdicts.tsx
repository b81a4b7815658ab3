import { Text } from '@backstage/ui';
import { Verdict } from '@nats-portal/plugin-nats-common';
import { VerdictMark } from './VerdictMark';
import { WhatToDo } from './WhatToDo';
import styles from './OtherVerdicts.module.css';

/** What else is to be said of something, beside what decided. */
export function OtherVerdicts(props: {
  verdicts: readonly Verdict[];
  /** The clock of the verdicts, now. */
  now?: number;
}) {
  return (
    <ul className={styles.root}>
      {props.verdicts.map(verdict => (
        <li key={`${verdict.rule} ${verdict.reason}`} className={styles.item}>
          <VerdictMark verdict={verdict} now={props.now} />
          <Text as="p" variant="body-medium" className={styles.reason}>
            {verdict.reason}.
          </Text>
          {verdict.advice && <WhatToDo advice={verdict.advice} />}
        </li>
      ))}
    </ul>
  );
}
