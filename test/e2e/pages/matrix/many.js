/** Sends numbered requests, a few on each tick, and the last of them while the page goes away. */
const { round } = Object.fromEntries(new URLSearchParams(location.search));

globalThis.sendMany = (count, everyMs, atOnce) =>
  new Promise((resolve) => {
    let sent = 0;
    const timer = setInterval(() => {
      for (let index = 0; index < atOnce && sent < count; index += 1, sent += 1) {
        const cell = `n${sent}.${round}`;
        fetch(address(cell), post(cell)).catch(() => undefined);
      }
      if (sent < count) return;
      clearInterval(timer);
      resolve();
    }, everyMs);
  });

addEventListener('pagehide', () => {
  for (let index = 0; index < 5; index += 1) {
    const cell = `leaving${index}.${round}`;
    navigator.sendBeacon(address(cell), bodyOf(cell));
  }
});
