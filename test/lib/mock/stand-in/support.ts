import { vi } from 'vitest';
import type { Mock } from '@/lib/mock/mock';
import { installStandIn } from '@/lib/mock/stand-in/install';
import type { JsonObject } from '@/lib/model/json';
import { aMock } from '@/test/lib/mock/support';

/** A page in happy-dom whose network is a mock, and on which the stand-in can be run as its script would be. */

export type SentRequest = { method: string; url: string; path: string; body: JsonObject; keepalive: boolean };

export type Line = { level: 'log' | 'error'; text: string };

export type TestPage = {
  mock: Mock;
  sent: SentRequest[];
  lines: Line[];
  /** Runs the script of this name with these attributes, as if loaded from the local mock. */
  run(name?: string, attributes?: Record<string, string>): void;
  /** Waits until every request sent so far was answered and its answer taken in. */
  settled(): Promise<void>;
  cookies(): Record<string, string>;
  /** What `document.cookie` was set to, with attributes. */
  cookieWrites: string[];
};

const ORIGIN = 'http://localhost:1337';

export function aPage(url: string, mock: Mock = aMock()): TestPage {
  vi.restoreAllMocks();
  const sent: SentRequest[] = [];
  const lines: Line[] = [];
  const cookieWrites: string[] = [];
  const answers: Promise<Response>[] = [];

  for (const name of ['affitor', 'affitorQueue', 'AFFITOR_PROGRAM_ID']) Reflect.deleteProperty(window, name);
  document.head.replaceChildren();
  visit(url);
  clearCookies();
  watchCookieWrites(cookieWrites);
  vi.spyOn(window, 'fetch').mockImplementation((input, init = {}) => {
    const target = String(input);
    const text = String(init.body);
    sent.push({
      method: init.method ?? 'GET',
      url: target,
      path: new URL(target).pathname,
      body: JSON.parse(text),
      keepalive: init.keepalive === true,
    });
    const request = new Request(target, { method: init.method ?? 'GET', body: text });
    const answer = mock.fetch(request, { origin: window.location.origin });
    answers.push(answer);
    return answer;
  });
  for (const level of ['log', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation((...args: unknown[]) => {
      lines.push({ level, text: args.map(shown).join(' ') });
    });
  }

  return {
    mock,
    sent,
    lines,
    cookieWrites,
    run(name = 'affitor-tracker-local.js', attributes = {}) {
      const script = document.createElement('script');
      for (const [key, value] of Object.entries({ 'data-affitor-program-id': '42', ...attributes })) {
        script.setAttribute(key, value);
      }
      Object.defineProperty(script, 'src', { value: `${ORIGIN}/js/${name}` });
      runAs(script);
    },
    async settled() {
      for (let seen = -1; seen !== answers.length; ) {
        seen = answers.length;
        await Promise.allSettled(answers);
        // The tracker goes on in the microtasks after its answer's text was read.
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    cookies: () =>
      Object.fromEntries(
        document.cookie.split('; ').flatMap((pair) => {
          const at = pair.indexOf('=');
          return at > 0 ? [[pair.slice(0, at), pair.slice(at + 1)]] : [];
        }),
      ),
  };
}

/** Runs the stand-in as the code of this script element, or of one the document does not name. */
export function runAs(script: HTMLScriptElement | null): void {
  Object.defineProperty(document, 'currentScript', { value: script, configurable: true });
  try {
    installStandIn(window);
  } finally {
    Reflect.deleteProperty(document, 'currentScript');
  }
}

/** `window.affitor`, read as a page without types would. */
export function affitor(): Record<string, unknown> {
  const value: unknown = Reflect.get(window, 'affitor');
  if (value === null || typeof value !== 'object') throw new Error('window.affitor is not there');
  return { ...value };
}

/** Calls a method of `window.affitor`. */
export async function call(method: string, ...args: unknown[]): Promise<unknown> {
  const found = affitor()[method];
  if (typeof found !== 'function') throw new Error(`affitor.${method} is not a function`);
  return found(...args);
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function visit(url: string): void {
  const happyDOM: unknown = Reflect.get(window, 'happyDOM');
  if (happyDOM === null || typeof happyDOM !== 'object') throw new Error('These tests need happy-dom');
  const setURL: unknown = Reflect.get(happyDOM, 'setURL');
  if (typeof setURL === 'function') setURL.call(happyDOM, url);
}

function clearCookies(): void {
  for (const pair of document.cookie.split('; ')) {
    const [name] = pair.split('=');
    // biome-ignore lint/suspicious/noDocumentCookie: the tracker under test writes there
    document.cookie = `${name}=; expires=Thu, 01 Jan 1970 00:00:00 GMT; path=/`;
  }
}

function watchCookieWrites(writes: string[]): void {
  Reflect.deleteProperty(document, 'cookie');
  const native = inherited(document, 'cookie');
  Object.defineProperty(document, 'cookie', {
    configurable: true,
    get: () => native?.get?.call(document),
    set(value: string) {
      writes.push(value);
      native?.set?.call(document, value);
    },
  });
}

function inherited(object: object, name: string): PropertyDescriptor | undefined {
  for (let at: object | null = object; at !== null; at = Object.getPrototypeOf(at)) {
    const found = Object.getOwnPropertyDescriptor(at, name);
    if (found) return found;
  }
  return undefined;
}
