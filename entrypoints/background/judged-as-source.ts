import { browser } from 'wxt/browser';
import { JUDGED_AS_KEY, type JudgedAsChoices, parseJudgedAs, withChoice } from '@/lib/rules/judged-as';

export type JudgedAsSource = {
  ready: Promise<void>;
  current(): JudgedAsChoices;
  choose(host: string, production: boolean | undefined): void;
};

/** The choices as `storage.local` keeps them, for the background and every panel; `onChange` also when they are read. */
export function createJudgedAsSource(onChange: (choices: JudgedAsChoices) => void): JudgedAsSource {
  let choices: JudgedAsChoices = {};
  const hear = (stored: unknown) => {
    choices = parseJudgedAs(stored);
    onChange(choices);
  };
  browser.storage.onChanged.addListener((changes, area) => {
    const change = changes[JUDGED_AS_KEY];
    if (area === 'local' && change) hear(change.newValue);
  });
  const ready = browser.storage.local.get(JUDGED_AS_KEY).then((stored) => hear(stored[JUDGED_AS_KEY]));
  /** One write after the other, each on what the one before it left. */
  let turn = ready;
  return {
    ready,
    current: () => choices,
    choose(host, production) {
      const write = () => {
        choices = withChoice(choices, host, production);
        return browser.storage.local.set({ [JUDGED_AS_KEY]: choices });
      };
      // One that failed does not keep the next from being made.
      turn = turn.then(write, write);
    },
  };
}
