/** Sends everything from everywhere, one place after the other, and the last of it while it goes away. */
const heard = (where) =>
  new Promise((resolve) => addEventListener('message', ({ data }) => data === where && resolve()));
const addFrame = (attributes) => {
  const frame = document.createElement('iframe');
  for (const [name, value] of Object.entries(attributes)) frame.setAttribute(name, value);
  document.body.append(frame);
  return frame;
};
const runFrame = async (where, attributes) => {
  const done = heard(where);
  addFrame(attributes);
  await done;
};
const other = location.href.replace('127.0.0.1', 'localhost');
const blank = async () => {
  const frame = addFrame({ title: 'blank' });
  const inner = frame.contentDocument;
  const script = inner.createElement('script');
  script.src = new URL('carriers.js', location.href).href;
  const ready = new Promise((resolve) => (script.onload = resolve));
  inner.head.append(script);
  await ready;
  const send = inner.createElement('script');
  send.textContent = "globalThis.sent = sendAll('ALL', 'blank');";
  inner.head.append(send);
  await frame.contentWindow.sent;
};
const sendEverything = async () => {
  await sendAll('MAIN', 'main');
  await runFrame('cross', { src: new URL('cross.html?set=ALL&where=cross', other).href });
  await runFrame('srcdoc', {
    srcdoc: `<script src="${new URL('carriers.js', location.href)}"></script><script>sendAll('ALL', 'srcdoc').then(() => parent.postMessage('srcdoc', '*'))</script>`,
  });
  await blank();
  await runFrame('deep', { src: new URL('deep.html', other).href });
  await runFrame('sandbox', { sandbox: 'allow-scripts', src: 'sandbox.html?set=SHORT&where=sandbox' });
  // By now the service worker is there, whose scope this frame is in.
  await runFrame('served', { src: 'served/frame.html?set=SHORT&where=served' });
  await runFrame('strict', { src: 'strict.html?set=STRICT&where=strict' });
  history.pushState(null, '', '?route=2');
  await sendAll('SHORT', 'spa');
  globalThis.isFinished = true;
};
addEventListener('beforeunload', () => sendAtOnce('beforeunload', GOING));
addEventListener('pagehide', () => sendAtOnce('pagehide', GOING));
sendEverything();
