/** Hands on what the pages in its scope send. */
globalThis.onfetch = (event) => {
  const { hostname, port, search } = new URL(event.request.url);
  if (`${hostname}:${port}` !== 'localhost:1337') return;
  event.respondWith(fetch(event.request));
  event.waitUntil(fetch(`/handed-on${search}`));
};

globalThis.onmessage = async ({ data: { url, body }, ports: [port] }) => {
  await fetch(url, { method: 'POST', body });
  port.postMessage('sent');
};
