/**
 * Whoever works the panel by keyboard goes on where they were: what held the focus and is gone, such as the button that
 * deleted what it belonged to, hands it to what is nearest; what is disabled while it works has it back afterwards.
 */

const STOPS = 'button, a[href], input, select, textarea, summary, [tabindex]';

/** `home` is where to go on when what is left around it is no part of a view: the view itself. */
export function keepFocus(root: HTMLElement, home: () => HTMLElement | null): () => void {
  /** What holds the focus, and all it stands in. */
  let path: HTMLElement[] = [];
  /** It is disabled while it works, and then the browser lets it have no focus. */
  let isResting = false;
  const note = () => {
    path = [];
    isResting = false;
    const { activeElement } = root.ownerDocument;
    if (!root.contains(activeElement)) return;
    for (let at = activeElement; at instanceof HTMLElement && at !== root; at = at.parentElement) path.push(at);
  };
  /** Left on purpose, such as by a click beside it; a window that is left keeps it. */
  const onFocusOut = ({ target, relatedTarget }: FocusEvent) => {
    if (relatedTarget) return;
    queueMicrotask(() => {
      const [held] = path;
      if (target !== held || !held?.isConnected || held.matches(':disabled')) return;
      if (!hasFocus(root.ownerDocument)) path = [];
    });
  };
  const observer = new MutationObserver(() => {
    const [held] = path;
    if (!held) return;
    if (held.isConnected && held.matches(':disabled')) {
      isResting = true;
      return;
    }
    if (hasFocus(root.ownerDocument)) return;
    if (held.isConnected) {
      if (isResting) held.focus();
      return;
    }
    const around = path.find((element) => element.isConnected);
    const view = home();
    const isInView = around !== undefined && view !== null && view !== around && view.contains(around);
    path = [];
    // Outwards, until there is something to go on with.
    for (let at = isInView ? around : view; at && root.contains(at); at = at.parentElement) {
      const stop = [...at.querySelectorAll<HTMLElement>(STOPS)].find(isStop);
      if (!stop) continue;
      stop.focus();
      // Nothing is told of it while another window, or the page itself, is worked in.
      return note();
    }
  });
  root.addEventListener('focusin', note);
  // In a window behind others nothing is told of the focus, as when a screen reader presses a button there.
  root.addEventListener('click', note, true);
  root.addEventListener('focusout', onFocusOut);
  observer.observe(root, { childList: true, subtree: true, attributeFilter: ['disabled'] });
  return () => {
    root.removeEventListener('focusin', note);
    root.removeEventListener('click', note, true);
    root.removeEventListener('focusout', onFocusOut);
    observer.disconnect();
  };
}

const hasFocus = ({ activeElement, body }: Document): boolean => activeElement !== null && activeElement !== body;

const isStop = (element: HTMLElement): boolean =>
  element.tabIndex >= 0 && !element.matches(':disabled, [hidden]') && element.checkVisibility?.() !== false;
