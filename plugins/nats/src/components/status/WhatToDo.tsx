import { Text } from '@backstage/ui';
import { Advice } from '@nats-portal/plugin-nats-common';
import { CodeExample } from '../CodeExample';
import styles from './WhatToDo.module.css';

/** What a person can do, with the command to copy. */
export function WhatToDo(props: { advice: Advice }) {
  const { text, command } = props.advice;
  return (
    <div className={styles.root}>
      <Text as="p" variant="body-medium" className={styles.text}>
        {text}.
      </Text>
      {command && <CodeExample text={command} />}
    </div>
  );
}
