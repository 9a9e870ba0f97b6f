import { createRoot } from 'react-dom/client';
import { browser } from 'wxt/browser';
import '@/components/tokens.css';
import '@/components/base.css';
import { OptionsForm } from '@/components/options/OptionsForm';
import { isHost, parseSettings, SETTINGS_KEY } from '@/lib/journal/settings';

/** The options page: reads and writes the settings, which the background hears of through storage. */
const root = document.getElementById('options');
if (!root) throw new Error('The options page has no #options.');

const stored = await browser.storage.local.get(SETTINGS_KEY);
createRoot(root).render(
  <OptionsForm
    options={parseSettings(stored[SETTINGS_KEY])}
    isHost={isHost}
    onDelete={async () => (await browser.runtime.sendMessage({ type: 'delete-recordings' })) === true}
    onSave={(options) => browser.storage.local.set({ [SETTINGS_KEY]: options })}
  />,
);
