import { generateChromeMessages, parseMessagesFile } from '@wxt-dev/i18n/build';

/** The words as the browser gives them to the extension: there is no `browser.i18n` in a DOM of tests. */

const messages = generateChromeMessages(await parseMessagesFile('locales/en.yml'));

const withValues = (message: string, values: readonly string[]): string =>
  message.replace(/\$(\$|\d)/g, (_, place: string) => (place === '$' ? '$' : (values[Number(place) - 1] ?? '')));

Object.assign(globalThis, {
  chrome: {
    i18n: {
      getMessage(key: string, values: readonly string[] = []): string {
        const { message } = messages[key] ?? {};
        if (message === undefined) throw new Error(`locales/en.yml has no “${key}”.`);
        return withValues(message, values);
      },
    },
  },
});
