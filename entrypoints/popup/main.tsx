import { createRoot } from 'react-dom/client';
import { browser } from 'wxt/browser';
import '@/components/tokens.css';
import '@/components/base.css';
import { Popup } from '@/components/popup/Popup';

/** The toolbar button's window; it follows the system's colour scheme. */
const root = document.getElementById('popup');
if (!root) throw new Error('The popup page has no #popup.');
createRoot(root).render(
  <Popup isMac={navigator.platform.startsWith('Mac')} onOptions={() => browser.runtime.openOptionsPage()} />,
);
