import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RoutedAnswer, RoutedCall } from '@/lib/routing/routed-call';
import { installRouter, type Scope } from '@/lib/routing/router';

/** The three ways a page sends, answered in a real Chromium as a server would have answered them. */

const HOST = 'https://api.tracker.test';
const LEAD = `${HOST}/api/tracking/lead`;
const ANSWER: Extract<RoutedAnswer, { kind: 'response' }> = {
  kind: 'response',
  status: 201,
  statusText: 'Created',
  headers: [
    ['content-type', 'application/json'],
    ['access-control-allow-origin', '*'],
    ['x-secret', 'not for pages'],
  ],
  body: '{"ok":true,"word":"grün"}',
  delayMs: 0,
};

let frame: HTMLIFrameElement;
let scope: Scope;
let calls: RoutedCall[];
let answer: (call: RoutedCall) => RoutedAnswer | undefined;
let hear: (text: unknown) => void;

beforeEach(async () => {
  frame = document.createElement('iframe');
  frame.src = new URL('./blank.html', import.meta.url).href;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  document.body.append(frame);
  await loaded;
  // The frame's window with its own constructors, as a page has them.
  scope = frame.contentWindow as Scope;
  calls = [];
  answer = () => ANSWER;
  hear = installRouter({
    scope,
    trackerUrl: (input) => {
      const text = input instanceof scope.Request ? input.url : String(input);
      return text.startsWith(HOST) ? text : undefined;
    },
    isMarked: true,
    send(text) {
      const call: RoutedCall = JSON.parse(text);
      calls.push(call);
      const answered = answer(call);
      if (answered) queueMicrotask(() => hear(JSON.stringify({ id: call.id, answer: answered })));
    },
  });
});
afterEach(() => frame.remove());

describe('fetch in a routed page', () => {
  it('is answered with status, visible headers, body and address', async () => {
    const response = await scope.fetch(LEAD, { method: 'POST', body: '{"a":1}', headers: { 'X-Own': 'yes' } });
    expect(response).toBeInstanceOf(scope.Response);
    expect([response.status, response.statusText, response.url, response.type]).toEqual([201, 'Created', LEAD, 'cors']);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(response.headers.get('x-secret')).toBeNull();
    expect(response.clone().url).toBe(LEAD);
    expect(await response.json()).toEqual({ ok: true, word: 'grün' });
    expect(calls).toMatchObject([{ carrier: 'fetch', method: 'POST', url: LEAD, body: '{"a":1}' }]);
    expect(calls[0]?.headers).toContainEqual(['x-own', 'yes']);
  });

  it('takes a Request, and leaves it used as a browser does', async () => {
    const request = new scope.Request(LEAD, { method: 'POST', body: 'text' });
    await scope.fetch(request);
    expect(request.bodyUsed).toBe(true);
    expect(calls).toMatchObject([{ body: 'text' }]);
  });

  it('fails with the page’s own TypeError, as without a network', async () => {
    answer = () => ({ kind: 'failure', message: 'offline', delayMs: 0 });
    await expect(scope.fetch(LEAD)).rejects.toBeInstanceOf(Reflect.get(scope, 'TypeError'));
  });

  it('fails when CORS does not allow the page', async () => {
    answer = () => ({ ...ANSWER, headers: [['access-control-allow-origin', 'https://other.test']] });
    await expect(scope.fetch(LEAD)).rejects.toMatchObject({ name: 'TypeError' });
  });

  it('shows nothing of an opaque answer', async () => {
    const response = await scope.fetch(LEAD, { mode: 'no-cors' });
    expect([response.type, response.status, response.url, await response.text()]).toEqual(['opaque', 0, '', '']);
  });

  it('is aborted before and while it runs', async () => {
    answer = () => undefined;
    await expect(scope.fetch(LEAD, { signal: scope.AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    });
    const abort = new scope.AbortController();
    const sent = scope.fetch(LEAD, { signal: abort.signal });
    abort.abort();
    await expect(sent).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('leaves other traffic alone', async () => {
    const response = await scope.fetch(scope.location.href);
    expect(response.ok).toBe(true);
    expect(calls).toEqual([]);
  });

  it('rejects what a browser rejects, and throws nothing at once', async () => {
    await expect(scope.fetch(LEAD, { method: 'CONNECT' })).rejects.toMatchObject({ name: 'TypeError' });
  });
});

const EVENTS = ['loadstart', 'readystatechange', 'progress', 'load', 'error', 'abort', 'timeout', 'loadend'] as const;

function send(set: (xhr: XMLHttpRequest) => void = () => {}, method = 'POST') {
  const xhr = new scope.XMLHttpRequest();
  const heard: string[] = [];
  for (const name of EVENTS) {
    xhr.addEventListener(name, () => heard.push(name === 'readystatechange' ? `state ${xhr.readyState}` : name));
  }
  const ended = new Promise((resolve) => xhr.addEventListener('loadend', resolve));
  xhr.open(method, LEAD);
  set(xhr);
  xhr.send(method === 'GET' ? null : '{"a":1}');
  return { xhr, heard, ended };
}

describe('XMLHttpRequest in a routed page', () => {
  it('goes through its states and events in the order of the standard', async () => {
    const { xhr, heard, ended } = send();
    await ended;
    expect(heard).toEqual(['state 1', 'loadstart', 'state 2', 'state 3', 'progress', 'state 4', 'load', 'loadend']);
    expect([xhr.status, xhr.statusText, xhr.responseURL, xhr.responseText]).toEqual([
      201,
      'Created',
      LEAD,
      ANSWER.body,
    ]);
    expect(xhr.getResponseHeader('Content-Type')).toBe('application/json');
    expect(xhr.getResponseHeader('x-secret')).toBeNull();
    expect(xhr.getAllResponseHeaders()).toBe('content-type: application/json\r\n');
  });

  it('has loadstart fired before send returns', () => {
    const { heard } = send();
    expect(heard).toEqual(['state 1', 'loadstart']);
  });

  it.each([
    ['json', (value: unknown) => expect(value).toEqual({ ok: true, word: 'grün' })],
    ['arraybuffer', (value: unknown) => expect(value).toHaveProperty('byteLength', 26)],
    ['blob', (value: unknown) => expect(value).toMatchObject({ size: 26, type: 'application/json' })],
    ['text', (value: unknown) => expect(value).toBe(ANSWER.body)],
  ] as const)('gives its answer as %s, the same one at each look', async (responseType, check) => {
    const { xhr, ended } = send((opened) => {
      opened.responseType = responseType;
    });
    await ended;
    check(xhr.response);
    expect(xhr.response).toBe(xhr.response);
  });

  it('keeps responseText from who asked for another type', async () => {
    const { xhr, ended } = send((opened) => {
      opened.responseType = 'json';
    });
    await ended;
    expect(() => xhr.responseText).toThrow();
  });

  it.each([
    ['failure', { kind: 'failure', message: 'dropped', delayMs: 0 }],
    ['refusal by CORS', { ...ANSWER, headers: [] }],
  ] satisfies [string, RoutedAnswer][])('ends in error after a %s', async (_what, answered) => {
    answer = () => answered;
    const { xhr, heard, ended } = send();
    await ended;
    expect(heard).toEqual(['state 1', 'loadstart', 'state 4', 'error', 'loadend']);
    expect([xhr.status, xhr.responseText, xhr.responseURL]).toEqual([0, '', '']);
  });

  it('times out', async () => {
    answer = () => undefined;
    const { heard, ended } = send((opened) => {
      opened.timeout = 20;
    });
    await ended;
    expect(heard).toEqual(['state 1', 'loadstart', 'state 4', 'timeout', 'loadend']);
  });

  it('is aborted, and is as new afterwards', async () => {
    answer = () => undefined;
    const { xhr, heard, ended } = send();
    xhr.abort();
    await ended;
    expect(heard).toEqual(['state 1', 'loadstart', 'state 4', 'abort', 'loadend']);
    expect([xhr.readyState, xhr.status]).toEqual([0, 0]);
  });

  it('refuses to be sent twice', () => {
    answer = () => undefined;
    const { xhr } = send();
    expect(() => xhr.send()).toThrow(expect.objectContaining({ name: 'InvalidStateError' }));
    expect(() => xhr.setRequestHeader('x-late', '1')).toThrow(expect.objectContaining({ name: 'InvalidStateError' }));
  });

  it('can be used again for another call', async () => {
    const { xhr, ended } = send();
    await ended;
    const again = new Promise((resolve) => xhr.addEventListener('load', resolve, { once: true }));
    xhr.open('GET', LEAD);
    expect(xhr.status).toBe(0);
    xhr.send();
    await again;
    expect(xhr.status).toBe(201);
    expect(calls).toMatchObject([{ method: 'POST' }, { method: 'GET', body: null }]);
  });
});

describe('sendBeacon in a routed page', () => {
  it('is taken at once, with text leaving before the call returns', () => {
    expect(scope.navigator.sendBeacon(LEAD, '{"a":1}')).toBe(true);
    expect(calls).toMatchObject([{ carrier: 'beacon', method: 'POST', url: LEAD, body: '{"a":1}' }]);
  });

  it('keeps the type of a blob', async () => {
    const arrived = new Promise<void>((resolve) => {
      answer = () => {
        resolve();
        return ANSWER;
      };
    });
    scope.navigator.sendBeacon(LEAD, new scope.Blob(['{}'], { type: 'application/json' }));
    await arrived;
    expect(calls).toMatchObject([{ body: '{}', headers: [['content-type', 'application/json']] }]);
  });
});

describe('a page whose routing was switched off', () => {
  it('sends its own requests again', async () => {
    hear(JSON.stringify({ routed: false }));
    await expect(scope.fetch(LEAD)).rejects.toBeDefined();
    expect(calls).toEqual([]);
  });

  it('sends one that was on its way', async () => {
    answer = () => ({ kind: 'unrouted' });
    await expect(scope.fetch(LEAD, { method: 'POST', body: 'x' })).rejects.toMatchObject({ name: 'TypeError' });
    expect(calls).toHaveLength(1);
  });
});
