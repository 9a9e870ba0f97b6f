globalThis.onmessage = async ({ data: { url, body } }) => {
  await fetch(url, { method: 'POST', body });
  postMessage('sent');
};
