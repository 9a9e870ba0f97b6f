import type { ReactNode } from 'react';
import styles from './EmptyNote.module.css';

/** A view without anything to show says why, and what would fill it. */
export function EmptyNote({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={styles.note}>
      <h2>{title}</h2>
      <div>{children}</div>
    </div>
  );
}
