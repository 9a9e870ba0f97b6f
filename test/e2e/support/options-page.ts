import type { Driver, PageUnderTest } from './inspector';
import { until, untilLoaded } from './until';

/** The options page, as a person works it. */

export type OptionsPage = {
  page: PageUnderTest;
  /** Sets the checkbox whose label begins so, and saves. */
  set(label: string, on: boolean): Promise<void>;
  /** Types into the field for hosts. */
  typeHosts(text: string): Promise<void>;
  hosts(): Promise<string>;
  /** What it says beside the button. */
  said(): Promise<string>;
  save(): Promise<void>;
};

export const openOptions = async (driver: Driver): Promise<OptionsPage> => {
  const page = await driver.openPage();
  const address = `${await driver.extensionOrigin()}/options.html`;

  const open = async () => {
    await page.goto(address);
    await untilLoaded(
      () => page.evaluate(() => document.querySelector('textarea') !== null),
      (drawn) => drawn,
      { what: 'the options' },
    );
  };
  const said = () =>
    page.evaluate(() => document.querySelector<HTMLElement>('form > div [aria-live]')?.innerText ?? '');
  const save = async () => {
    await page.click('button[class*=primary]');
    await until(said, (text) => text.includes('Saved'), { what: 'the options to be saved' });
  };
  await open();
  return {
    page,
    async set(label, on) {
      await open();
      await page.evaluate(
        (label, on) => {
          const found = [...document.querySelectorAll('label')].find((one) => one.innerText.startsWith(label));
          const box = found?.querySelector('input');
          if (!box) throw new Error(`No checkbox is labelled ${label}.`);
          if (box.checked !== on) box.click();
        },
        label,
        on,
      );
      await save();
    },
    async typeHosts(text) {
      await open();
      await page.fill('textarea', text);
    },
    async hosts() {
      await open();
      return page.evaluate(() => document.querySelector('textarea')?.value ?? '');
    },
    said,
    save,
  };
};
