import { matchField } from '@/lib/site-test/match-field';
import type { PlayAsk, PlayReply } from '@/lib/site-test/signup-step';
import { describeField, FILLED, PRESSED } from './describe-field';

/** Makes one recorded step as a user would, if its element is there. */

export type Played = {
  reply: PlayReply;
  /** To be run once the reply is on its way, for the page may go away over it. */
  later?: () => void;
};

const CANDIDATE_LIMIT = 3000;

export function playStep({ location, document }: Window, { step, text, anyPath, early, dry }: PlayAsk): Played {
  const { origin } = new URL(step.page);
  // Nothing is ever typed into a page of another origin than the one it was recorded on.
  if (location.origin !== origin) return { reply: { state: 'elsewhere' } };
  if (!anyPath && location.origin + location.pathname !== step.page) return { reply: { state: 'elsewhere' } };
  if (document.readyState === 'loading' || (document.readyState !== 'complete' && !early)) {
    return { reply: { state: 'loading' } };
  }
  const { kind } = step.act;
  const candidates = [...document.querySelectorAll(kind === 'press' ? PRESSED : FILLED)].slice(0, CANDIDATE_LIMIT);
  const shown = candidates.filter(isShown);
  const element = find(step, shown) ?? find(step, candidates);
  if (!element || !canChoose(element, step)) return { reply: { state: 'absent' } };
  if (element.matches(':disabled, [aria-disabled=true]')) return { reply: { state: 'disabled' } };
  if (dry) return { reply: { state: 'done' } };
  return { reply: { state: 'done' }, ...act(element, step, text) };
}

function find({ place }: PlayAsk['step'], elements: readonly Element[]): Element | undefined {
  const index = matchField(place, elements.map(describeField));
  return index === undefined ? undefined : elements[index];
}

/** What was chosen may be on offer no more, or not yet. */
function canChoose(element: Element, { act }: PlayAsk['step']): boolean {
  if (act.kind !== 'choose' || !(element instanceof HTMLSelectElement)) return true;
  return act.values.every((value) => [...element.options].some((option) => option.value === value));
}

const isShown = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true });

function act(element: Element, { act }: PlayAsk['step'], text: string): { later?: () => void } {
  if (!(element instanceof HTMLElement)) return {};
  switch (act.kind) {
    case 'press':
      return { later: () => element.click() };
    case 'submit':
      return { later: () => submit(element) };
    case 'tick':
      if (element instanceof HTMLInputElement && element.checked !== act.isOn) element.click();
      return {};
    case 'choose':
      if (element instanceof HTMLSelectElement) choose(element, act.values);
      return {};
    default:
      type(element, text);
      return {};
  }
}

function submit(field: HTMLElement): void {
  const form = field.closest('form');
  // A field called `requestSubmit` would stand in its place.
  if (form) HTMLFormElement.prototype.requestSubmit.call(form);
}

function choose(select: HTMLSelectElement, values: readonly string[]): void {
  select.focus();
  for (const option of select.options) option.selected = values.includes(option.value);
  tell(select, new Event('input', { bubbles: true, composed: true }));
}

/** Through the prototype's setter, past the one that a framework puts before it to know what it wrote itself. */
function type(field: HTMLElement, text: string): void {
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
  field.focus();
  const { prototype } = field instanceof HTMLInputElement ? HTMLInputElement : HTMLTextAreaElement;
  Reflect.set(prototype, 'value', text, field);
  tell(field, new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertText', data: text }));
}

function tell(field: HTMLElement, input: Event): void {
  field.dispatchEvent(input);
  field.dispatchEvent(new Event('change', { bubbles: true }));
  field.blur();
}
