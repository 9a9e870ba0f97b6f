import { type KeyboardEvent, type RefObject, useState } from 'react';
import { RULES } from '@/lib/rules/registry';
import { type Completions, completions } from '@/lib/timeline/filter';

const SHOWN = 8;
const RULE_IDS = RULES.map((rule) => rule.id);

export type Completion = {
  /** Empty while there is nothing to offer. */
  options: Completions['options'];
  active: number;
  choose(index: number): void;
  /** True when the key was used. */
  onKeyDown(event: KeyboardEvent): boolean;
  onTyped(): void;
  /** True when suggestions were open. */
  close(): boolean;
};

/** What the filter could go on with at the caret: offered while typing, taken by Tab or Enter, moved through by arrows. */
export function useCompletion(
  input: RefObject<HTMLInputElement | null>,
  text: string,
  onChange: (text: string) => void,
): Completion {
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const caret = input.current?.selectionStart ?? text.length;
  const offer = isOpen ? completions(text, caret, { ruleIds: RULE_IDS }) : undefined;
  const word = offer && text.slice(offer.from, offer.to);
  const options = (offer?.options ?? []).filter((option) => option.text !== word).slice(0, SHOWN);

  const choose = (index: number) => {
    const option = options[index];
    if (!offer || !option) return;
    const rest = text.slice(offer.to);
    const isWhole = !option.text.endsWith(':');
    onChange(`${text.slice(0, offer.from)}${option.text}${isWhole && rest === '' ? ' ' : ''}${rest}`);
    setActive(-1);
    setOpen(!isWhole);
    input.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (event.key === 'ArrowDown' && !isOpen) {
      setOpen(true);
      return true;
    }
    if (options.length === 0) return false;
    if (event.key === 'ArrowDown') setActive((active + 1) % options.length);
    else if (event.key === 'ArrowUp') setActive(active <= 0 ? options.length - 1 : active - 1);
    else if (event.key === 'Enter' && active >= 0) choose(active);
    else if (event.key === 'Tab' && !event.shiftKey && text !== '') choose(Math.max(0, active));
    else return false;
    return true;
  };

  return {
    options,
    active,
    choose,
    onKeyDown,
    onTyped() {
      setActive(-1);
      setOpen(true);
    },
    close() {
      setOpen(false);
      setActive(-1);
      return options.length > 0;
    },
  };
}
