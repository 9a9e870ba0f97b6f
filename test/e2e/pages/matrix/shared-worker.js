globalThis.onconnect = ({ ports: [port] }) => {
  port.onmessage = async ({ data: { url, body } }) => {
    await fetch(url, { method: 'POST', body });
    port.postMessage('sent');
  };
};
