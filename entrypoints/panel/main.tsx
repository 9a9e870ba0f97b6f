import { createRoot } from 'react-dom/client';
import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import '@/components/tokens.css';
import '@/components/base.css';
import { followTheme } from '@/components/layout/theme';
import { PanelApp } from '@/components/PanelApp';
import { downloadText } from '@/components/session/download';
import { createJudgedAsSource } from '@/entrypoints/background/judged-as-source';
import { createSettingsSource } from '@/entrypoints/background/settings-source';
import { connectPanel } from '@/lib/messaging/connection';
import { PORT_NAMES } from '@/lib/messaging/protocol';
import { adaptPort } from '@/lib/messaging/transport';
import { windowClock } from '@/lib/store/clock';
import { checksIn } from '@/lib/store/kept-checks';
import { createPanelStore, type InspectedPage } from '@/lib/store/panel-store';
import { preferencesIn } from '@/lib/store/preferences';

/** The DevTools panel: the store over its connection, drawn into the page. */

const { devtools, runtime } = browser;
const { inspectedWindow, panels } = devtools;

const page: InspectedPage = {
  reload: () => inspectedWindow.reload({}),
  visit: (url) => void inspectedWindow.eval(`location.assign(${JSON.stringify(url)})`),
  present: async (session) => {
    if (!(await runtime.sendMessage({ type: 'present', session }))) throw new Error(i18n.t('extension.noTabOpened'));
  },
  openDemo: () => void runtime.sendMessage({ type: 'open-demo' }),
  // Chromium counts lines from 0 here; Firefox has no such call.
  ...('openResource' in panels && {
    openSource: ({ url, line, column }) => panels.openResource(url, line - 1, column - 1, () => {}),
  }),
};

const chooseTheme = followTheme(panels, document.documentElement);
const settings = createSettingsSource(() => chooseTheme(settings.current().theme));
void settings.ready.then(() => chooseTheme(settings.current().theme));

const store = createPanelStore({
  connection: connectPanel({
    openPort: () => adaptPort(runtime.connect({ name: PORT_NAMES.panel })),
    tabId: inspectedWindow.tabId,
  }),
  clock: windowClock(window),
  preferences: preferencesIn(() => localStorage),
  keepJudgedAs: (host, production) => judgedAs.choose(host, production),
  keptChecks: checksIn(() => localStorage),
  download: downloadText,
  generator: {
    name: 'Affitor Inspector',
    version: runtime.getManifest().version,
    browser: navigator.userAgent,
  },
  exportDefaults: () => {
    const { redact, keptKinds } = settings.current();
    return { redact, redaction: { categories: Object.fromEntries(keptKinds.map((kind) => [kind, false])) } };
  },
});

const judgedAs = createJudgedAsSource((choices) => store.getState().hearJudgedAs(choices));

const root = document.getElementById('root');
if (!root) throw new Error('The panel page has no #root.');
document.documentElement.lang = i18n.t('extension.language');
createRoot(root).render(<PanelApp store={store} page={page} />);
