/** Sends from frames that come and go, and from workers of every kind. */
const url = `${document.currentScript.dataset.api}/api/tracking/test`;
const bodyOf = (name) => JSON.stringify({ program_id: 42, step_id: name });
const addFrame = (attributes = {}) => {
  const frame = document.createElement('iframe');
  for (const [name, value] of Object.entries(attributes)) frame.setAttribute(name, value);
  document.body.append(frame);
  return frame;
};
/** As pages do that look for natives nobody has touched. */
const borrowed = async () => {
  const { contentWindow } = addFrame();
  return (await contentWindow.fetch(url, { method: 'POST', body: bodyOf('borrowed') })).status;
};
const removed = () => {
  const frame = addFrame();
  const taken = frame.contentWindow.navigator.sendBeacon(url, bodyOf('removed'));
  frame.remove();
  return [taken, frame.contentWindow];
};
const rewritten = () =>
  new Promise((resolve) => {
    window.rewritten = resolve;
    const { contentDocument } = addFrame();
    contentDocument.open();
    contentDocument.write(
      `<script>fetch('${url}', { method: 'POST', body: '${bodyOf('rewritten')}' }).then(({ status }) => parent.rewritten(status))</script>`,
    );
    contentDocument.close();
  });
const nested = () =>
  new Promise((resolve) => {
    window.nested = resolve;
    const innermost = `<script>fetch('${url}', { method: 'POST', body: '${bodyOf('nested')}' }).then(({ status }) => top.nested(status))</script>`;
    const quoted = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
    addFrame({ srcdoc: `<iframe srcdoc="${quoted(`<iframe srcdoc="${quoted(innermost)}"></iframe>`)}"></iframe>` });
  });
const sandboxed = () =>
  new Promise((resolve) => {
    addEventListener('message', ({ data }) => resolve(data), { once: true });
    addFrame({
      sandbox: 'allow-scripts',
      srcdoc: `<script>window.affitor = { trackLead() {} };</script><script>addEventListener('load', () => {
        let name = 'none';
        try { document.cookie = 'customer_code=cust_1_1'; } catch (error) { name = error.name; }
        parent.postMessage(name, '*');
      })</script>`,
    });
  });
const inWorker = (text, options) =>
  new Promise((resolve) => {
    const worker = new Worker(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })), options);
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = () => resolve('failed');
  });
const sender = (name) =>
  `fetch('${url}', { method: 'POST', body: '${bodyOf(name)}' }).then(({ status }) => postMessage(status), () => postMessage('rejected'));`;
const syncSender = (name) =>
  `const request = new XMLHttpRequest(); request.open('POST', '${url}', false); request.send('${bodyOf(name)}'); postMessage(request.status);`;
const nestedSender = (name) =>
  `const inner = new Worker(URL.createObjectURL(new Blob([${JSON.stringify(sender(name))}]))); inner.onmessage = ({ data }) => postMessage(data);`;
addEventListener('load', async () => {
  settle({
    borrowed: await attemptLater(borrowed),
    removed: attempt(removed),
    rewritten: await rewritten(),
    nested: await nested(),
    sandboxed: await sandboxed(),
    module: await inWorker(`${sender('module-worker')}export {};`, { type: 'module' }),
    sync: await inWorker(syncSender('sync-worker')),
    nestedWorker: await inWorker(nestedSender('nested-worker')),
    surroundings: describeSurroundings(),
  });
});
