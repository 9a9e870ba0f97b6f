/** What a person reads or hears of a document. Runs there, and travels as text. */

/** What is done before looking: nothing, a click on the nth that the selector finds or on a button by its name, or a key. */
export type Act = { click?: string; nth?: number; button?: string; key?: string };

/** Looks two frames after the act; `undefined` where there is nothing to click. */
export const lookAfter = async (act: Act): Promise<string[] | undefined> => {
  const SAID = ['aria-label', 'aria-description', 'title', 'placeholder', 'alt'];

  const isShown = (element: Element | null): element is HTMLElement =>
    element instanceof HTMLElement && element.checkVisibility({ visibilityProperty: true });

  const isNamed = (element: Element) =>
    act.button === undefined || [element.getAttribute('aria-label'), element.textContent?.trim()].includes(act.button);
  const selector = act.click ?? (act.button === undefined ? undefined : 'button');
  if (selector !== undefined) {
    const target = [...document.querySelectorAll(selector)].filter(isNamed)[act.nth ?? 0] ?? null;
    if (!isShown(target)) return undefined;
    target.click();
  }
  if (act.key !== undefined) {
    const on = document.activeElement ?? document.body;
    on.dispatchEvent(new KeyboardEvent('keydown', { key: act.key, bubbles: true, cancelable: true }));
  }
  for (let frame = 0; frame < 2; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));

  const texts = new Set<string>([document.title]);
  for (const element of document.querySelectorAll('body *')) {
    if (!isShown(element.matches('option, optgroup') ? element.closest('select') : element)) continue;
    for (const name of SAID) texts.add(element.getAttribute(name) ?? '');
    if (!element.matches('script, style') && !element.closest('code, pre, kbd, samp, textarea')) {
      for (const child of element.childNodes) if (child.nodeType === Node.TEXT_NODE) texts.add(child.nodeValue ?? '');
    }
  }
  const plain = [...texts].map((text) => text.replace(/\s+/g, ' ').trim()).filter((text) => text !== '');
  return [...new Set(plain)];
};
