import { createRoot } from 'react-dom/client';
import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import '@/components/tokens.css';
import '@/components/base.css';
import { wearTheme } from '@/components/layout/theme';
import { OptionsForm } from '@/components/options/OptionsForm';
import { createSettingsSource } from '@/entrypoints/background/settings-source';
import { isHost } from '@/lib/journal/settings';
import type { KeptSize } from '@/lib/model/kept-size';
import { SETTINGS_KEY } from '@/lib/model/settings';

/** The options page: reads and writes the settings, which everybody else hears of through storage. */
const root = document.getElementById('options');
if (!root) throw new Error('The options page has no #options.');
document.documentElement.lang = i18n.t('extension.language');
document.title = i18n.t('extension.optionsTitle');

const settings = createSettingsSource(() => wearTheme(settings.current().theme, document.documentElement));
await settings.ready;
wearTheme(settings.current().theme, document.documentElement);

const ask = <T,>(type: 'delete-recordings' | 'measure-recordings'): Promise<T> => browser.runtime.sendMessage({ type });

createRoot(root).render(
  <OptionsForm
    options={settings.current()}
    isHost={isHost}
    onMeasure={async () => (await ask<KeptSize | false>('measure-recordings')) || undefined}
    onDelete={async () => (await ask<boolean>('delete-recordings')) === true}
    onSave={(options) => browser.storage.local.set({ [SETTINGS_KEY]: options })}
  />,
);
