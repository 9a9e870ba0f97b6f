import styles from './DocsLink.module.css';
import { Icon } from './Icon';

/** A vendor's page, opened in a tab of its own. */
export function DocsLink({ href, children }: { href: string; children: string }) {
  return (
    <a className={styles.link} href={href} target="_blank" rel="noreferrer">
      <Icon name="docs" />
      {children}
    </a>
  );
}
