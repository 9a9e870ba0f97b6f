import type { Panel } from './panel';
import { until } from './until';

/** Opens the form of "Test this site", which a verdict is needed for. */
export const openTestForm = async (panel: Panel): Promise<void> => {
  await panel.click('button', 'Test this site');
  await until(
    () => panel.has('button', 'Start test'),
    (shown) => shown,
    { what: 'the form of the test' },
  );
};
