import { ReactNode } from 'react';
import styles from './CodeBlock.module.css';

/**
 * Preformatted text that may be longer than its room: it takes the focus, because
 * without it nobody can scroll it by keyboard.
 */
export function CodeBlock(props: {
  /** What it is, e.g. the path of a file. */
  label: string;
  className?: string;
  children: ReactNode;
}) {
  const { label, className = '', children } = props;
  return (
    <pre
      role="group"
      aria-label={label}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className={`${styles.root} ${className}`}
    >
      {children}
    </pre>
  );
}
