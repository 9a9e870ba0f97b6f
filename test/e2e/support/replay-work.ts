import type { Panel } from './panel';
import { until, untilLoaded } from './until';

/** What a person does in Replay, and what is read there. */

/** Chooses an option of a picker, by its value. */
export const choose = async (panel: Panel, picker: string, value: string): Promise<void> => {
  await panel.fill('combobox', picker, value);
  await until(
    () =>
      panel.evaluate((probe, name) => {
        const found = probe.find('combobox', name);
        return found instanceof HTMLSelectElement ? found.value : '';
      }, picker),
    (chosen) => chosen === value,
    { what: `${picker} to be ${value}` },
  );
};

/** The value of the first request offered whose words hold these, once there is one. */
export const requestOffered = (panel: Panel, words: string): Promise<string> =>
  until(
    () =>
      panel.evaluate(
        (probe, words) =>
          [...probe.find('combobox', 'Request').querySelectorAll('option')].find((option) =>
            option.textContent?.includes(words),
          )?.value ?? '',
        words,
      ),
    (value) => value !== '',
    { what: `a request ${words}` },
  );

/** Asked again until it is chosen: what is told late of a request may give it another id. */
export const chooseRequest = async (panel: Panel, words: string): Promise<void> => {
  await requestOffered(panel, words);
  const isChosen = () =>
    panel.evaluate((probe, words) => {
      const picker = probe.find('combobox', 'Request');
      if (!(picker instanceof HTMLSelectElement)) throw new Error('The picker of requests is no select element.');
      if (picker.selectedOptions[0]?.textContent?.includes(words)) return true;
      const option = [...picker.options].find(({ textContent }) => textContent?.includes(words));
      if (option) probe.fill(picker, option.value);
      return false;
    }, words);
  await until(isChosen, (chosen) => chosen, { what: `the request ${words} to be chosen` });
};

export const untilStatus = (panel: Panel, name: string, words: string): Promise<string> =>
  untilLoaded(
    () => panel.textOf('status', name),
    (text) => text.includes(words),
    { what: `“${words}”` },
  );

export const untilDiffSays = (panel: Panel, words: string): Promise<string> =>
  untilLoaded(
    () => panel.textOf('region', 'Response difference'),
    (text) => text.includes(words),
    { what: `the answer to say ${words}` },
  );
