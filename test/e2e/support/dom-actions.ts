/** What a visitor does in a page, as functions that run inside it. */

export const clickElement = (selector: string): void => {
  const element = document.querySelector(selector);
  if (!(element instanceof HTMLElement)) throw new Error(`The page has nothing to click at ${selector}.`);
  element.click();
};

export const fillElement = (selector: string, value: string): void => {
  const element = document.querySelector(selector);
  if (!(element instanceof HTMLInputElement)) throw new Error(`The page has no field at ${selector}.`);
  // Through the element's own setter: React listens there.
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(element, value);
  element.dispatchEvent(new Event('input', { bubbles: true }));
};
