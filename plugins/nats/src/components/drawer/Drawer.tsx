import { Dialog, DialogBody, DialogHeader, Text } from '@backstage/ui';
import { ReactNode } from 'react';
import styles from './Drawer.module.css';

/** A dialog at the side: what it was opened from stays in view where there is room. */
export function Drawer(props: {
  title: string;
  onClose(): void;
  children: ReactNode;
}) {
  return (
    <Dialog
      isOpen
      onOpenChange={isOpen => isOpen || props.onClose()}
      className={styles.root}
    >
      <DialogHeader>{props.title}</DialogHeader>
      <DialogBody>
        <div className={styles.body}>{props.children}</div>
      </DialogBody>
    </Dialog>
  );
}

/** A part of a {@link Drawer} with a heading. */
export function DrawerSection(props: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <Text as="h2" variant="body-large" weight="bold">
        {props.title}
      </Text>
      {props.children}
    </section>
  );
}
