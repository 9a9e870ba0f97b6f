import { Icon } from '@/components/atoms/Icon';
import controls from '@/components/shared/controls.module.css';
import text from '@/components/shared/text.module.css';
import type { Glance } from '@/lib/model/glance';
import { GlanceView } from './GlanceView';
import styles from './Popup.module.css';
import { type AskSiteTest, PopupSiteTest } from './PopupSiteTest';

/** What the popup can say of the tab it was opened on; everything but a verdict says why there is none. */
export type PopupState =
  | { kind: 'verdict'; glance: Glance }
  | { kind: 'unsupported-page' }
  | { kind: 'no-permission' }
  | { kind: 'recording-off' }
  | { kind: 'no-tracker' };

type PopupProps = {
  state: PopupState;
  isMac: boolean;
  /** Absent where there is no page to test. */
  askSiteTest?: AskSiteTest | undefined;
  onDemo(): void;
  onOptions(): void;
  onGrant(): void;
};

const REASONS: Record<Exclude<PopupState['kind'], 'verdict'>, { title: string; text: string }> = {
  'unsupported-page': {
    title: 'This page cannot be inspected',
    text: 'Browsers keep extensions out of their own pages and stores. Open the site that has the Affitor tracker.',
  },
  'no-permission': {
    title: 'No access to this site',
    text: 'The browser holds back access to this site. Grant it, then reload the page.',
  },
  'recording-off': {
    title: 'Recording is off',
    text: 'Nothing is recorded in any tab. Turn recording on in Options, then reload the page.',
  },
  'no-tracker': {
    title: 'No Affitor tracker on this page',
    text: 'None was seen since the page loaded. DevTools says what was looked for.',
  },
};

/** The toolbar button's window: the verdict at a glance, or why there is none, and the way to the panel. */
export function Popup({ state, isMac, askSiteTest, onDemo, onOptions, onGrant }: PopupProps) {
  return (
    <main className={styles.popup}>
      {state.kind === 'verdict' ? <GlanceView glance={state.glance} /> : <Reason kind={state.kind} onGrant={onGrant} />}
      {askSiteTest && (state.kind === 'verdict' || state.kind === 'no-tracker') && <PopupSiteTest ask={askSiteTest} />}
      <ol className={styles.steps} aria-label="The full diagnosis">
        <li>Open DevTools on the page: {isMac ? <Keys keys={['⌥', '⌘', 'I']} /> : <Keys keys={['F12']} />}</li>
        <li>
          Choose the <b>Affitor</b> panel; it may be behind <b>»</b>
        </li>
      </ol>
      <footer className={styles.foot}>
        <span className={text.meta}>Nothing leaves this browser</span>
        <span className={text.grow} />
        <button type="button" className={controls.textLink} onClick={onDemo}>
          Demo
        </button>
        <button type="button" className={controls.textLink} onClick={onOptions}>
          Options
        </button>
      </footer>
    </main>
  );
}

function Reason({ kind, onGrant }: { kind: keyof typeof REASONS; onGrant(): void }) {
  const reason = REASONS[kind];
  return (
    <section className={styles.head} role="status" aria-label="Verdict" data-verdict="no-tracker">
      <Icon name="info" className={text.info} />
      <div>
        <h1>{reason.title}</h1>
        <p>{reason.text}</p>
        {kind === 'no-permission' && (
          <button type="button" className={controls.textLink} onClick={onGrant}>
            Grant access
          </button>
        )}
      </div>
    </section>
  );
}

function Keys({ keys }: { keys: string[] }) {
  return keys.map((key) => (
    <kbd key={key} className={controls.kbd}>
      {key}
    </kbd>
  ));
}
