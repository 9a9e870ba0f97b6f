globalThis.onmessage = async ({ data: { url, body }, ports: [port] }) => {
  await fetch(url, { method: 'POST', body });
  port.postMessage('sent');
};
