/** Sends what the address names, and tells the page around it when that is done. */
const { set, where } = Object.fromEntries(new URLSearchParams(location.search));
sendAll(set, where).then(() => top.postMessage(where, '*'));
addEventListener('pagehide', () => sendAtOnce(`${where}-pagehide`));
