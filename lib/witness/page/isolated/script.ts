import type { FailureReason, ScriptContent } from '@/lib/model/observation';
import type { Desk } from './desk';
import type { Requests } from './requests';

/**
 * Observes the tracker's script tags: found, run, failed, or there but never run. Where a script may just have run, the
 * page's own world is asked to look for what it left on `window`.
 */

const RUNS = /^(|module|(text|application)\/(x-)?(java|ecma|j|live)script(1\.[0-5])?)$/i;
const ATTRIBUTE_LIMIT = 2_000;

const parseUrl = (text: string, base: string) => (URL.canParse(text, base) ? new URL(text, base) : undefined);

export function observeScripts(desk: Desk, { reasonOf }: Requests, signal: AbortSignal): void {
  const { document, performance, MutationObserver } = desk.window;
  const { scriptName, scriptMark, apiBase } = desk.facts;
  const known = new Map<Element, { elementId: number; ended: boolean }>();

  const sourceOf = (element: Element) => {
    // Consent managers and optimisers keep the address of a tag that waits under another name.
    const names = ['src', 'data-src', 'data-cfsrc', 'data-rocket-src', 'data-lazy-src'];
    const name = names.find((candidate) => element.hasAttribute(candidate));
    return name && parseUrl(element.getAttribute(name) ?? '', document.baseURI);
  };

  const say = (element: Element, phase: ScriptContent['phase'], reason?: FailureReason, message?: string) => {
    const seen = known.get(element);
    if (!seen) return;
    if (phase === 'loaded' || phase === 'failed') seen.ended = true;
    const attributes = Object.fromEntries(
      [...element.attributes].map(({ name, value }) => [name, value.slice(0, ATTRIBUTE_LIMIT)]),
    );
    const source = sourceOf(element);
    desk.emit({
      kind: 'script',
      phase,
      elementId: seen.elementId,
      src: source ? source.href : '',
      attributes,
      placement: document.head?.contains(element) ? 'head' : document.body?.contains(element) ? 'body' : 'elsewhere',
      ...(reason && { reason }),
      ...(message && { message }),
    });
  };

  const find = (element: Element) => {
    if (element.localName !== 'script' || known.has(element)) return;
    const source = sourceOf(element);
    if (!element.hasAttribute(scriptMark) && !(source && scriptName.test(source.href))) return;
    known.set(element, { elementId: known.size + 1, ended: false });
    const base = element.getAttribute(apiBase);
    desk.reveal((base && parseUrl(base, document.baseURI)?.host) || undefined, source ? source.host : undefined);
    const inert = !RUNS.test(element.getAttribute('type') ?? '') || (element as HTMLScriptElement).noModule;
    say(element, inert ? 'inert' : 'found');
  };

  const integrityFailed = (element: Element, src: string) =>
    element.hasAttribute('integrity') &&
    performance.getEntriesByName(src).some((entry) => (entry as PerformanceResourceTiming).responseStatus === 200);

  desk.listen(document, 'load', ({ target }) => {
    if (!/script$/.test((target as Element).localName)) return;
    find(target as Element);
    desk.command('look');
    say(target as Element, 'loaded');
  });
  desk.listen(document, 'error', ({ target }) => {
    const element = target as Element;
    const source = known.has(element) && sourceOf(element);
    if (!source || known.get(element)?.ended) return;
    const reason = integrityFailed(element, source.href) ? 'integrity' : reasonOf(source.href);
    say(element, 'failed', reason, 'The script did not load.');
  });
  desk.listen(document, 'securitypolicyviolation', (event) => {
    const { blockedURI, effectiveDirective } = event as SecurityPolicyViolationEvent;
    for (const [element] of known) {
      const source = sourceOf(element);
      if (source && source.href === blockedURI) {
        say(element, 'failed', 'blocked-by-csp', `The page's ${effectiveDirective} does not allow it.`);
      }
    }
  });

  const observer = new MutationObserver((records) => {
    let scripts = 0;
    for (const { target, addedNodes, removedNodes } of records) {
      if (target === document) desk.listenAgain();
      for (const node of addedNodes) {
        if (!(node as Element).localName) continue;
        const element = node as Element;
        const found = element.localName === 'script' ? [element] : element.getElementsByTagName('script');
        scripts += found.length;
        for (const script of [...found]) find(script);
      }
      for (const node of removedNodes) {
        const seen = known.get(node as Element);
        if (seen && !seen.ended && !node.isConnected) say(node as Element, 'removed');
      }
    }
    if (scripts) desk.command('look');
  });
  observer.observe(document, { childList: true, subtree: true });
  signal.addEventListener('abort', () => observer.disconnect());
  for (const element of document.querySelectorAll('script')) find(element);
  desk.listen(document, 'DOMContentLoaded', () => desk.command('look'));
  desk.listen(desk.window, 'load', () => desk.command('look'));
}
