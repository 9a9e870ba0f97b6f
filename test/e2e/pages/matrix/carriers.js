/** Every way a page has to send something to the tracker, each marked with its cell so that the server can count. */
const TRACKER = 'http://localhost:1337';
const HERE = new URL('.', document.currentScript.src).href;

const address = (cell, path = '/api/tracking/test') => `${TRACKER}${path}?cell=${cell}`;
const bodyOf = (cell) => JSON.stringify({ program_id: 42, step_id: cell });
const post = (cell, more = {}) => ({ method: 'POST', body: bodyOf(cell), ...more });
const formOf = (cell, form) => {
  form.append('step_id', cell);
  form.append('program_id', '42');
  return form;
};

const addScript = (src, attributes = {}) =>
  new Promise((resolve) => {
    const script = document.createElement('script');
    for (const [name, value] of Object.entries(attributes)) script.setAttribute(name, value);
    script.onload = resolve;
    script.onerror = resolve;
    script.src = src;
    document.head.append(script);
  });

/** As consent managers and Cloudflare's Rocket Loader write it, which never fires an event. */
const addInert = (cell, type) => {
  const script = document.createElement('script');
  script.type = type;
  script.src = address(cell, '/js/affitor-tracker.js');
  document.head.append(script);
};

const xhr = (cell, isAsync) =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', address(cell), isAsync);
    request.onloadend = resolve;
    request.send(bodyOf(cell));
    if (!isAsync) resolve();
  });

const submitForm = (cell) => {
  const target = document.createElement('iframe');
  target.name = cell;
  document.body.append(target);
  const form = document.createElement('form');
  Object.assign(form, { method: 'post', action: address(cell, '/form'), target: cell });
  for (const [name, value] of [
    ['step_id', cell],
    ['program_id', '42'],
  ]) {
    form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
  }
  document.body.append(form);
  return new Promise((resolve) => {
    target.addEventListener('load', resolve, { once: true });
    form.submit();
  });
};

let worker;
const fromWorker = (cell) =>
  new Promise((resolve) => {
    worker ??= new Worker(`${HERE}worker.js`);
    worker.onmessage = resolve;
    worker.postMessage({ url: address(cell), body: bodyOf(cell) });
  });

let shared;
const fromSharedWorker = (cell) =>
  new Promise((resolve) => {
    shared ??= new SharedWorker(`${HERE}shared-worker.js`).port;
    shared.onmessage = resolve;
    shared.postMessage({ url: address(cell), body: bodyOf(cell) });
  });

const startServiceWorker = async () => {
  const registration = await navigator.serviceWorker.register('service-worker.js', { scope: './served/' });
  const worker = registration.installing ?? registration.waiting ?? registration.active;
  await new Promise((resolve) => {
    if (worker.state === 'activated') resolve();
    worker.addEventListener('statechange', () => worker.state === 'activated' && resolve());
  });
  return worker;
};

let service;
const fromServiceWorker = async (cell) => {
  service ??= await startServiceWorker();
  const { port1, port2 } = new MessageChannel();
  await new Promise((resolve) => {
    port1.onmessage = resolve;
    service.postMessage({ url: address(cell), body: bodyOf(cell) }, [port2]);
  });
};

const QUICK = {
  fetch: (cell) => fetch(address(cell), post(cell)),
  keepalive: (cell) => fetch(address(cell), post(cell, { keepalive: true })),
  'beacon-string': (cell) => navigator.sendBeacon(address(cell), bodyOf(cell)),
  'beacon-blob': (cell) => navigator.sendBeacon(address(cell), new Blob([bodyOf(cell)], { type: 'text/plain' })),
  'beacon-form': (cell) => navigator.sendBeacon(address(cell), formOf(cell, new FormData())),
  'beacon-params': (cell) => navigator.sendBeacon(address(cell), formOf(cell, new URLSearchParams())),
  'fetch-later': (cell) =>
    typeof fetchLater === 'function' && fetchLater(address(cell), { ...post(cell), activateAfter: 0 }),
};

const SHORT = {
  ...QUICK,
  xhr: (cell) => xhr(cell, true),
  image: (cell) =>
    new Promise((resolve) => {
      const image = new Image();
      image.onload = resolve;
      image.onerror = resolve;
      image.src = address(cell, '/pixel.gif');
    }),
};

const ALL = {
  ...SHORT,
  request: (cell) => fetch(new Request(address(cell), post(cell))),
  aborted: async (cell) => {
    const abort = new AbortController();
    const answer = fetch(address(cell, '/held'), post(cell, { signal: abort.signal }));
    await fetch(`/arrived?of=${cell}`);
    abort.abort();
    await answer.catch(() => undefined);
  },
  stream: (cell) => {
    const body = new Blob([bodyOf(cell)]).stream();
    return fetch(address(cell), { method: 'POST', body, duplex: 'half' });
  },
  'xhr-sync': (cell) => xhr(cell, false),
  redirect: (cell) => fetch(address(cell, '/moved'), post(cell)),
  'script-loaded': (cell) => addScript(address(cell, '/js/affitor-tracker.js')),
  'script-failed': (cell) => addScript(address(cell, '/js/affitor-tracker-missing.js')),
  'script-integrity': (cell) =>
    addScript(address(cell, '/js/affitor-tracker.js'), {
      integrity: `sha256-${'A'.repeat(43)}=`,
      crossorigin: 'anonymous',
    }),
  'script-inert': (cell) => addInert(cell, 'text/plain'),
  // Another extension blocks it by its name.
  'script-blocked': (cell) => addScript(address(cell, '/js/affitor-tracker.js')),
  'script-rocket': (cell) => addInert(cell, '6a8d1c2e9f0b4d3c5e7a1b2c-text/javascript'),
  form: submitForm,
  worker: fromWorker,
};

const MAIN_ONLY = { 'shared-worker': fromSharedWorker, 'service-worker': fromServiceWorker };
const STRICT = { ...QUICK, 'script-csp': (cell) => addScript(address(cell, '/js/affitor-tracker.js')) };

const SETS = { ALL, SHORT, STRICT, MAIN: { ...ALL, ...MAIN_ONLY }, WORKERS: { worker: fromWorker, ...MAIN_ONLY } };

const note = (failure) => {
  globalThis.failures = [...(globalThis.failures ?? []), failure];
};

/** What failed is told by the entries; here it only must not keep the others from being sent. */
const sendAll = async (set, where) => {
  for (const [name, send] of Object.entries(SETS[set])) {
    try {
      await send(`${name}.${where}`);
    } catch (error) {
      note(`${name}.${where}: ${error}`);
    }
  }
};

const LEAVING = { ...QUICK, image: SHORT.image };
/** What nobody should use while a page goes away, and somebody does. */
const GOING = { ...LEAVING, request: ALL.request, xhr: SHORT.xhr, 'xhr-sync': ALL['xhr-sync'] };
/** What needs more of the page than a call, or something besides it. */
const PARTING = {
  ...Object.fromEntries(Object.entries(ALL).filter(([name]) => name.startsWith('script-'))),
  form: submitForm,
  ...SETS.WORKERS,
};

const sendAtOnce = (where, carriers = LEAVING) => {
  for (const [name, send] of Object.entries(carriers)) {
    try {
      Promise.resolve(send(`${name}.${where}`)).catch(() => undefined);
    } catch (error) {
      note(`${name}.${where}: ${error}`);
    }
  }
};

Object.assign(globalThis, { sendAll, sendAtOnce, GOING, PARTING });
