import { Fragment, type ReactNode } from 'react';

type SentenceProps = {
  /** The message with its slots left open: `i18n.t('cookies.since', { time: '{time}' })`. */
  text: string;
  /** What stands in each slot, by its name. */
  slots: Record<string, ReactNode>;
};

/** A message with elements in it. Each language puts them where its own grammar wants them. */
export function Sentence({ text, slots }: SentenceProps) {
  return text.split(/\{(\w+)\}/).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence have no other identity.
    <Fragment key={index}>{index % 2 === 1 ? slots[part] : part}</Fragment>
  ));
}
