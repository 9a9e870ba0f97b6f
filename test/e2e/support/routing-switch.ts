import type { Panel } from './panel';
import { until } from './until';

/** Works the panel's switch that routes the page to the mock. */

const SWITCH = 'Route this page to the mock';

const isOn = (panel: Panel) =>
  panel.evaluate((probe, name) => probe.find('switch', name).getAttribute('aria-checked') === 'true', SWITCH);

/** Leaves the panel in Replay. */
export const route = async (panel: Panel, on: boolean): Promise<void> => {
  await panel.openTab('Replay');
  if ((await isOn(panel)) !== on) await panel.click('switch', SWITCH);
  await until(
    () => isOn(panel),
    (state) => state === on,
    { what: `routing to be ${on ? 'on' : 'off'}` },
  );
};
