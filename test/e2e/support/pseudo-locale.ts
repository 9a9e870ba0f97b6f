import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { builtExtension } from './paths';

/** A copy of the built extension in a language nobody speaks: English that is longer, accented, and in brackets. */

const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ACCENTED = [...'åƀçđéƒğħíĵķłɱñöþʠřšŧûṽŵẋýžÅƁÇĐÉƑĞĦÍĴĶŁṀÑÖÞǪŘŠŦÛṼŴẊÝŽ'];

/** What no text has that is not of the copy. */
export const LETTERS = `⟦⟧${ACCENTED.join('')}`;

/** German is about that much longer than English. */
const GROWTH = 0.35;

const accentedOf = (letter: string): string => ACCENTED[PLAIN.indexOf(letter)] ?? letter;

const grown = (text: string): string => {
  let due = 0;
  return [...text]
    .map((letter) => {
      due += GROWTH;
      if (!/[a-z]/i.test(letter) || due < 1) return accentedOf(letter);
      due -= 1;
      return accentedOf(letter) + accentedOf(letter.toLowerCase());
    })
    .join('');
};

/** `$1`, `$$` and `{name}` stay; each form of a plural is one by itself. */
export const pseudo = (message: string): string =>
  message
    .split(' | ')
    .map((form) => {
      const parts = form.split(/(\$[\d$]|\{\w+\})/);
      return `⟦${parts.map((part, index) => (index % 2 === 1 ? part : grown(part))).join('')}⟧`;
    })
    .join(' | ');

/** A text without what came from messages, whole or cut in parts by the elements within; what is left came elsewhere. */
export const withoutPseudo = (text: string): string => {
  let rest = text;
  for (let before = ''; before !== rest; ) {
    before = rest;
    rest = rest.replace(/⟦[^⟦⟧]*⟧/g, ' ');
  }
  const letters = ACCENTED.join('');
  return rest
    .replace(/⟦.*$|^.*⟧/g, ' ')
    .replace(new RegExp(`\\S*[${letters}]\\S*`, 'g'), ' ')
    .replace(/\s+/g, ' ')
    .trim();
};

const messagesSchema = v.record(v.string(), v.looseObject({ message: v.string() }));

/** Of the manifest, where browsers limit its length; and no word but a code. */
const UNTRANSLATED = new Set(['extension_summary', 'extension_language']);

/** Every language of the copy is this one, so that it does not matter which the browser picks. */
const translate = async (file: string): Promise<v.InferOutput<typeof messagesSchema>> => {
  const messages = v.parse(messagesSchema, JSON.parse(await readFile(file, 'utf8')));
  for (const [key, entry] of Object.entries(messages)) {
    if (!UNTRANSLATED.has(key)) entry.message = pseudo(entry.message);
  }
  await writeFile(file, JSON.stringify(messages));
  return messages;
};

export type PseudoExtension = {
  folder: string;
  /** What the copy says for a key of `locales/en.yml`. */
  say(key: string): string;
  remove(): Promise<void>;
};

export const pseudoExtension = async (built: string): Promise<PseudoExtension> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'affitor-inspector-pseudo-'));
  await cp(builtExtension(built), folder, { recursive: true });
  const locales = path.join(folder, '_locales');
  const translated = await Promise.all(
    (await readdir(locales)).map((locale) => translate(path.join(locales, locale, 'messages.json'))),
  );
  return {
    folder,
    say: (key) => {
      const said = translated[0]?.[key.replaceAll('.', '_')]?.message;
      if (said === undefined) throw new Error(`The extension has no message “${key}”.`);
      return said;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};
