// Collects what a page computed, so that the same page can be compared with and without the extension.
window.outcome = new Promise((resolve) => {
  window.settle = resolve;
});
window.attempt = (body) => {
  try {
    return { value: body() };
  } catch (error) {
    return { threw: `${error.name}: ${error.message}` };
  }
};
window.attemptLater = async (body) => {
  try {
    return { value: await body() };
  } catch (error) {
    return { threw: error.name };
  }
};
window.describeNative = (owner, name) => {
  const descriptor = Object.getOwnPropertyDescriptor(owner, name);
  const native = descriptor?.value ?? descriptor?.get;
  return {
    flags: descriptor && [descriptor.writable, descriptor.enumerable, descriptor.configurable],
    name: native?.name,
    length: native?.length,
    text: native && Function.prototype.toString.call(native).includes('[native code]'),
    keys: native && Reflect.ownKeys(native).map(String).sort(),
  };
};
window.describeSurroundings = () => ({
  globals: Object.getOwnPropertyNames(window).sort(),
  fetch: window.describeNative(window, 'fetch'),
  beacon: window.describeNative(Navigator.prototype, 'sendBeacon'),
  open: window.describeNative(XMLHttpRequest.prototype, 'open'),
  send: window.describeNative(XMLHttpRequest.prototype, 'send'),
  cookie: window.describeNative(Document.prototype, 'cookie'),
  log: window.describeNative(console, 'log'),
  push: window.describeNative(Array.prototype, 'push'),
});
