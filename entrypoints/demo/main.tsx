import { createRoot } from 'react-dom/client';
import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import { EmptyNote } from '@/components/atoms/EmptyNote';
import { PresentApp } from '@/components/demo/PresentApp';
import { readSession } from '@/lib/session/session-file';
import { judgeOptionsOf } from '@/lib/session/session-settings';
import '@/components/tokens.css';
import '@/components/base.css';
import { DemoApp } from '@/components/demo/DemoApp';
import { wearTheme } from '@/components/layout/theme';
import { createSettingsSource } from '@/entrypoints/background/settings-source';
import { rehearse } from '@/lib/demo/play';

/** The demo for partners: everything in it, the tracking API included, happens in this page. Or a session from a panel. */
const root = document.getElementById('root');
if (!root) throw new Error('The demo page has no #root.');
document.documentElement.lang = i18n.t('extension.language');

const settings = createSettingsSource(() => wearTheme(settings.current().theme, document.documentElement));
await settings.ready;
wearTheme(settings.current().theme, document.documentElement);

async function toggleFullScreen(): Promise<void> {
  if (document.fullscreenElement) await document.exitFullscreen();
  else await document.documentElement.requestFullscreen();
}

document.title = i18n.t('extension.demoTitle');

const onFullScreen = document.fullscreenEnabled ? () => void toggleFullScreen() : undefined;

async function shownApp() {
  const id = new URLSearchParams(location.search).get('session');
  if (id === null) return <DemoApp rehearse={rehearse} onFullScreen={onFullScreen} />;
  const handed: string | null = await browser.runtime.sendMessage({ type: 'presented', id });
  const reading = readSession(handed ?? '');
  if (!reading.ok) {
    return <EmptyNote title={i18n.t('extension.sessionGone')}>{i18n.t('extension.sessionGoneReason')}</EmptyNote>;
  }
  const { session } = reading;
  const host = URL.canParse(session.page.url) ? new URL(session.page.url).host : '';
  const recording = { host, records: session.journal, options: judgeOptionsOf(session) };
  return <PresentApp recording={recording} onFullScreen={onFullScreen} />;
}

createRoot(root).render(await shownApp());
