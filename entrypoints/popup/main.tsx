import { createRoot } from 'react-dom/client';
import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import '@/components/tokens.css';
import '@/components/base.css';
import { wearTheme } from '@/components/layout/theme';
import { Popup, type PopupState } from '@/components/popup/Popup';
import { createSettingsSource } from '@/entrypoints/background/settings-source';
import type { Glance } from '@/lib/model/glance';
import type { SiteTestAsk, SiteTestView } from '@/lib/model/site-test';

/** The toolbar button's window; in the theme that was chosen, or the system's. */
const root = document.getElementById('popup');
if (!root) throw new Error('The popup page has no #popup.');
document.documentElement.lang = i18n.t('extension.language');

// A tab can be named in the address, for whoever opens this page in a tab of its own.
const named = Number(new URLSearchParams(location.search).get('tab') ?? Number.NaN);
const [tab] = Number.isInteger(named)
  ? [await browser.tabs.get(named)]
  : await browser.tabs.query({ active: true, currentWindow: true });

const settings = createSettingsSource(() => {});
await settings.ready;
wearTheme(settings.current().theme, document.documentElement);

async function stateOf(tabId: number | undefined, url: string): Promise<PopupState> {
  if (tabId === undefined || !/^https?:/.test(url)) return { kind: 'unsupported-page' };
  const origins = [`${new URL(url).protocol}//${new URL(url).hostname}/*`];
  if (!(await browser.permissions.contains({ origins }))) return { kind: 'no-permission' };
  if (!settings.current().recording) return { kind: 'recording-off' };
  const glance: Glance | null = await browser.runtime.sendMessage({ type: 'glance', tabId });
  return glance && glance.value !== 'no-tracker' ? { kind: 'verdict', glance } : { kind: 'no-tracker' };
}

async function askSiteTest(ask: SiteTestAsk): Promise<SiteTestView> {
  const answer: { view: SiteTestView } | { refused: string } = await browser.runtime.sendMessage({
    type: 'site-test',
    tabId: tab?.id,
    ask,
  });
  if ('refused' in answer) throw new Error(answer.refused);
  return answer.view;
}

createRoot(root).render(
  <Popup
    state={await stateOf(tab?.id, tab?.url ?? '')}
    askSiteTest={tab?.id === undefined ? undefined : askSiteTest}
    isMac={navigator.platform.startsWith('Mac')}
    onDemo={() => void browser.tabs.create({ url: browser.runtime.getURL('/demo.html') })}
    onOptions={() => browser.runtime.openOptionsPage()}
    onGrant={() => void browser.permissions.request({ origins: ['<all_urls>'] })}
  />,
);
