import type { PageUnderTest } from './inspector';
import { untilLoaded } from './until';

/** What a visitor does in a page. Each waits for the element, as a person does while a page comes up. */

/** Runs in the page; tells whether the element was there. */
const clickElement = (selector: string): boolean => {
  const element = document.querySelector(selector);
  if (!(element instanceof HTMLElement)) return false;
  element.click();
  return true;
};

const fillElement = (selector: string, value: string): boolean => {
  const element = document.querySelector(selector);
  if (!(element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)) return false;
  // Through the element's own setter: React listens there.
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), 'value')?.set?.call(element, value);
  element.dispatchEvent(new Event('input', { bubbles: true }));
  return true;
};

export const createActions = (evaluate: PageUnderTest['evaluate']): Pick<PageUnderTest, 'click' | 'fill'> => {
  const untilDone = async (act: () => Promise<boolean>, selector: string) => {
    await untilLoaded(act, (done) => done, { what: `an element at ${selector}` });
  };
  return {
    click: (selector) => untilDone(() => evaluate(clickElement, selector), selector),
    fill: (selector, value) => untilDone(() => evaluate(fillElement, selector, value), selector),
  };
};
