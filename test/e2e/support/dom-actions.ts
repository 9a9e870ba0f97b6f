import type { PageUnderTest } from './inspector';
import { untilLoaded } from './until';

/** What a visitor does in a page. Each waits for the element, as a person does while a page comes up. */

/**
 * Runs in the page; tells whether the element was there. An answer may be lost after the click was done, and the question
 * is then asked again: the document remembers, so that one click stays one.
 */
const clickElement = (selector: string, click: string): boolean => {
  if (Reflect.get(document, 'lastClickOfTest') === click) return true;
  const element = document.querySelector(selector);
  if (!(element instanceof HTMLElement)) return false;
  Reflect.set(document, 'lastClickOfTest', click);
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
  let clicks = 0;
  return {
    click: (selector) => {
      clicks += 1;
      const click = String(clicks);
      return untilDone(() => evaluate(clickElement, selector, click), selector);
    },
    fill: (selector, value) => untilDone(() => evaluate(fillElement, selector, value), selector),
  };
};
