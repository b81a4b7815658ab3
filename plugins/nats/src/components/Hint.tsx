import { Text } from '@backstage/ui';
import { CodeExample } from './CodeExample';
import styles from './Hint.module.css';

/** What to do where there is nothing to show. */
export function Hint(props: {
  title: string;
  description: string;
  /** Ready to be copied. */
  example?: string;
}) {
  return (
    <div className={styles.root}>
      <Text as="p" weight="bold" className={styles.text}>
        {props.title}
      </Text>
      <Text as="p" className={styles.text}>
        {props.description}
      </Text>
      {props.example && <CodeExample text={props.example} />}
    </div>
  );
}
