import { ReactNode } from 'react';
import styles from './FactList.module.css';

/** Names with what they stand for. */
export function FactList(props: { facts: readonly [string, ReactNode][] }) {
  return (
    <dl className={styles.root}>
      {props.facts.map(([name, value]) => (
        <div key={name} className={styles.fact}>
          <dt className={styles.name}>{name}</dt>
          <dd className={styles.value}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
