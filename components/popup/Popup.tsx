import { i18n } from '#i18n';
import { Icon } from '@/components/atoms/Icon';
import { Sentence } from '@/components/atoms/Sentence';
import { useKeptFocus } from '@/components/layout/use-kept-focus';
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
    title: i18n.t('popup.unsupportedPage'),
    text: i18n.t('popup.unsupportedPageReason'),
  },
  'no-permission': {
    title: i18n.t('popup.noPermission'),
    text: i18n.t('popup.noPermissionReason'),
  },
  'recording-off': {
    title: i18n.t('popup.recordingOff'),
    text: i18n.t('popup.recordingOffReason'),
  },
  'no-tracker': {
    title: i18n.t('popup.noTracker'),
    text: i18n.t('popup.noTrackerReason'),
  },
};

/** The toolbar button's window: the verdict at a glance, or why there is none, and the way to the panel. */
export function Popup({ state, isMac, askSiteTest, onDemo, onOptions, onGrant }: PopupProps) {
  const page = useKeptFocus();
  return (
    <main ref={page} className={styles.popup}>
      {state.kind === 'verdict' ? <GlanceView glance={state.glance} /> : <Reason kind={state.kind} onGrant={onGrant} />}
      {askSiteTest && (state.kind === 'verdict' || state.kind === 'no-tracker') && <PopupSiteTest ask={askSiteTest} />}
      <ol className={styles.steps} aria-label={i18n.t('popup.fullDiagnosis')}>
        <li>
          <Sentence
            text={i18n.t('popup.openDevTools', { keys: '{keys}' })}
            slots={{ keys: <Keys keys={isMac ? ['⌥', '⌘', 'I'] : ['F12']} /> }}
          />
        </li>
        <li>
          <Sentence
            text={i18n.t('popup.choosePanel', { panel: '{panel}', more: '{more}' })}
            slots={{ panel: <b>Affitor</b>, more: <b>»</b> }}
          />
        </li>
      </ol>
      <footer className={styles.foot}>
        <span className={text.meta}>{i18n.t('popup.nothingLeaves')}</span>
        <span className={text.grow} />
        <button type="button" className={controls.textLink} onClick={onDemo}>
          {i18n.t('popup.demo')}
        </button>
        <button type="button" className={controls.textLink} onClick={onOptions}>
          {i18n.t('popup.options')}
        </button>
      </footer>
    </main>
  );
}

function Reason({ kind, onGrant }: { kind: keyof typeof REASONS; onGrant(): void }) {
  const reason = REASONS[kind];
  return (
    <section className={styles.head} role="status" aria-label={i18n.t('popup.verdict')} data-verdict="no-tracker">
      <Icon name="info" className={text.info} />
      <div>
        <h1>{reason.title}</h1>
        <p>{reason.text}</p>
        {kind === 'no-permission' && (
          <button type="button" className={controls.textLink} onClick={onGrant}>
            {i18n.t('popup.grantAccess')}
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
