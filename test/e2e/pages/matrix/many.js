/**
 * Sends numbered requests, a few on each tick, and the last of them while the page goes away. Waits when many are under
 * way: beyond some 1,350 of them Chromium refuses more, and those would reach nobody.
 */
const AT_MOST_UNDER_WAY = 300;
const { round } = Object.fromEntries(new URLSearchParams(location.search));

globalThis.sendMany = (count, everyMs, atOnce) =>
  new Promise((resolve) => {
    let sent = 0;
    let underWay = 0;
    const ended = () => {
      underWay -= 1;
    };
    const timer = setInterval(() => {
      for (let index = 0; index < atOnce && sent < count && underWay < AT_MOST_UNDER_WAY; index += 1, sent += 1) {
        const cell = `n${sent}.${round}`;
        underWay += 1;
        fetch(address(cell), post(cell)).then(ended, ended);
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
