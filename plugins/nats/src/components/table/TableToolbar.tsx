import { ReactNode } from 'react';
import { SearchField } from '@backstage/ui';
import styles from './TableToolbar.module.css';

/** What narrows a table down: choices to the left, words to the right. */
export function TableToolbar(props: {
  children: ReactNode;
  /** What the field searches in. */
  searchLabel: string;
  text: string;
  onTextChange(text: string): void;
}) {
  return (
    <div className={styles.root}>
      <div className={styles.choices}>{props.children}</div>
      <SearchField
        size="small"
        className={styles.search}
        aria-label={props.searchLabel}
        placeholder={props.searchLabel}
        value={props.text}
        onChange={props.onTextChange}
      />
    </div>
  );
}
