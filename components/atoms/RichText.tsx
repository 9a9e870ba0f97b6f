import { Fragment } from 'react';

/** Text whose `backticked` parts are code. */
export function RichText({ text }: { text: string }) {
  return text.split(/`([^`]+)`/).map((part, index) => {
    const key = `${index}:${part}`;
    return index % 2 === 1 ? <code key={key}>{part}</code> : <Fragment key={key}>{part}</Fragment>;
  });
}
