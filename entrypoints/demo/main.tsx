import { createRoot } from 'react-dom/client';
import '@/components/tokens.css';
import '@/components/base.css';
import { DemoApp } from '@/components/demo/DemoApp';
import { wearTheme } from '@/components/layout/theme';
import { createSettingsSource } from '@/entrypoints/background/settings-source';
import { rehearse } from '@/lib/demo/play';

/** The demo for partners: everything in it, the tracking API included, happens in this page. */
const root = document.getElementById('root');
if (!root) throw new Error('The demo page has no #root.');

const settings = createSettingsSource(() => wearTheme(settings.current().theme, document.documentElement));
await settings.ready;
wearTheme(settings.current().theme, document.documentElement);

async function toggleFullScreen(): Promise<void> {
  if (document.fullscreenElement) await document.exitFullscreen();
  else await document.documentElement.requestFullscreen();
}

createRoot(root).render(
  <DemoApp rehearse={rehearse} onFullScreen={document.fullscreenEnabled ? () => void toggleFullScreen() : undefined} />,
);
