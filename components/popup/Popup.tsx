import { Icon } from '@/components/atoms/Icon';
import controls from '@/components/shared/controls.module.css';
import text from '@/components/shared/text.module.css';
import styles from './Popup.module.css';

/** The toolbar button's window: where the inspector is, for whoever looks for it here. */
export function Popup({ isMac, onOptions }: { isMac: boolean; onOptions: () => void }) {
  return (
    <main className={styles.popup}>
      <section className={styles.head}>
        <Icon name="info" className={text.info} />
        <div>
          <h1>Affitor Inspector is in DevTools</h1>
          <p>It shows what the Affitor tracker does on a page, and why a signup was or was not attributed.</p>
        </div>
      </section>
      <ol className={styles.steps}>
        <li>Open DevTools on the page: {isMac ? <Keys keys={['⌥', '⌘', 'I']} /> : <Keys keys={['F12']} />}</li>
        <li>
          Choose the <b>Affitor</b> panel; it may be behind <b>»</b>
        </li>
        <li>Reload the page if it was open before the extension was installed</li>
      </ol>
      <footer className={styles.foot}>
        <span className={text.meta}>Nothing leaves this browser</span>
        <span className={text.grow} />
        <button type="button" className={controls.textLink} onClick={onOptions}>
          Options
        </button>
      </footer>
    </main>
  );
}

function Keys({ keys }: { keys: string[] }) {
  return keys.map((key) => (
    <kbd key={key} className={controls.kbd}>
      {key}
    </kbd>
  ));
}
