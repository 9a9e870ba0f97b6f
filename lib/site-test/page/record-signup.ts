import { secretOf } from '@/lib/site-test/secret-fields';
import { type SignupAct, type SignupStep, TEXT_LIMIT } from '@/lib/site-test/signup-step';
import { describeField, FILLED, PRESSED, typeOf } from './describe-field';

/** Tells, step by step, how somebody signs up on the page. Listens and reads; the page finds nothing changed. */

/** Returns its undo. */
export function recordSignup(window: Window & typeof globalThis, send: (steps: SignupStep[]) => void): () => void {
  const { document } = window;
  const ended = new AbortController();
  /** Also once a button beside it shows what was typed, which makes it a field of another type. */
  const passwords = new WeakSet<Element>();
  let pending: { element: Element; step: SignupStep } | undefined;

  const flush = (): void => {
    if (pending) send([pending.step]);
    pending = undefined;
  };
  const stepOf = (element: Element, act: SignupAct): SignupStep => ({
    page: window.location.origin + window.location.pathname,
    place: describeField(element),
    act,
  });
  const noticePassword = (element: Element): void => {
    if (typeOf(element) === 'password') passwords.add(element);
  };

  function filled(element: Element, isSettled: boolean): void {
    noticePassword(element);
    const act = passwords.has(element) ? ({ kind: 'secret', secret: 'password' } as const) : actOf(element);
    if (!act) return;
    if (pending && pending.element !== element) flush();
    pending = { element, step: stepOf(element, act) };
    if (isSettled) flush();
  }

  function pressed(element: Element): void {
    flush();
    const isSubmit = /^(?:submit|image)$/.test(typeOf(element)) && element.closest('form') !== null;
    send([stepOf(element, { kind: 'press', isSubmit })]);
  }

  function entered(field: HTMLInputElement): void {
    const form = field.closest('form');
    if (!form || form.querySelector('button:not([type]), [type=submit], [type=image]')) return;
    flush();
    send([stepOf(field, { kind: 'submit' })]);
  }

  /** What goes wrong here is nothing that the page should hear of. */
  const listen = <Name extends keyof WindowEventMap>(name: Name, hear: (event: WindowEventMap[Name]) => void): void => {
    const guarded = (event: WindowEventMap[Name]) => {
      try {
        hear(event);
      } catch {
        // A document that no element can be described in is one that no step could be found in again.
        pending = undefined;
      }
    };
    window.addEventListener(name, guarded, { capture: true, passive: true, signal: ended.signal });
  };

  for (const field of document.querySelectorAll('input[type=password]')) passwords.add(field);
  listen('focusin', ({ target }) => {
    if (target instanceof Element) noticePassword(target);
  });
  listen('input', ({ target }) => {
    if (target instanceof Element && target.matches(FILLED)) filled(target, false);
  });
  listen('change', ({ target }) => {
    if (target instanceof Element && target.matches(FILLED)) filled(target, true);
  });
  listen('click', (event) => {
    const { target, button, ctrlKey, metaKey, shiftKey } = event;
    const element = target instanceof Element ? target.closest(PRESSED) : null;
    if (!element || button !== 0 || ctrlKey || metaKey || shiftKey || opensElsewhere(element)) return;
    pressed(element);
  });
  listen('keydown', ({ target, key, isComposing }) => {
    if (key === 'Enter' && !isComposing && target instanceof HTMLInputElement) entered(target);
  });
  listen('pagehide', flush);

  return () => {
    flush();
    ended.abort();
  };
}

const opensElsewhere = (element: Element): boolean =>
  element instanceof HTMLAnchorElement && !['', '_self'].includes(element.target);

function actOf(element: Element): SignupAct | undefined {
  if (element instanceof HTMLSelectElement) {
    return { kind: 'choose', values: [...element.selectedOptions].map(({ value }) => value) };
  }
  const isInput = element instanceof HTMLInputElement;
  if (!isInput && !(element instanceof HTMLTextAreaElement)) return undefined;
  if (isInput && (element.type === 'checkbox' || element.type === 'radio')) {
    return { kind: 'tick', isOn: element.checked };
  }
  if (isInput && element.type === 'file') return { kind: 'secret', secret: 'file' };
  if (isInput && /^(?:submit|button|image|reset|hidden)$/.test(element.type)) return undefined;
  const secret = secretOf(describeField(element));
  if (secret) return { kind: 'secret', secret };
  return { kind: 'type', value: element.value.slice(0, TEXT_LIMIT) };
}
