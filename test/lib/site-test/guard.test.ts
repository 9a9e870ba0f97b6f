import { describe, expect, it } from 'vitest';
import type { JournalRecord } from '@/lib/model/observation';
import { navigationRecord } from '@/test/fixtures/records';
import { aBrowser, aCookieRecord, aPlan, aVisit, SHOP } from './support';

/** The cookies that were put back, and a tracker whose click is answered after its test has ended. */

const testMade = aCookieRecord({ value: 'cust_42_999' });
const before = [aCookieRecord()];

/** A test that was cancelled while its click was under way; `late` is what comes of the click. */
async function cancelled({ isAnswered = false } = {}) {
  const browser = aBrowser();
  const background = browser.background();
  await background.tests.ask(1, { action: 'start', plan: aPlan() });
  const { landing } = aVisit();
  const late = landing.slice(-2);
  await background.hear(isAnswered ? landing.slice(0, -1) : landing.slice(0, -2));
  await background.tests.ask(1, { action: 'cancel' });
  expect(browser.jar()).toEqual(before);
  /** The tracker writes its cookie, and the journal hears of it. */
  const write = async (records: JournalRecord[] = late) => {
    browser.put(testMade);
    await background.hear(records);
  };
  return { browser, background, late, write };
}

describe('the cookies that a test put back', () => {
  it('are put back again where its click is answered later', async () => {
    const { browser, background, write } = await cancelled();
    await background.pass(30_000);
    await write();
    expect(browser.jar()).toEqual(before);
  });

  it('are put back each time', async () => {
    const { browser, write, late } = await cancelled();
    await write();
    await write(late.map((record) => ({ ...record, seq: record.seq + 10 })));
    expect(browser.jar()).toEqual(before);
  });

  it('are guarded for a while where no click was seen to be under way', async () => {
    const { browser, background, write } = await cancelled({ isAnswered: true });
    await write();
    expect(browser.jar()).toEqual(before);
    await background.pass(5000);
    await background.pass(5000);
    await write();
    expect(browser.jar()).toEqual([testMade]);
  });

  it('are not guarded for ever against a click that nobody answers', async () => {
    const { browser, background, write } = await cancelled();
    for (let passed = 0; passed < 60; passed += 5) await background.pass(5000);
    await write();
    expect(browser.jar()).toEqual([testMade]);
  });

  it('are left to the next page, and to other tabs of the site', async () => {
    const next = await cancelled();
    const opened = navigationRecord({ url: SHOP, documentUrl: SHOP });
    await next.write([{ ...opened, seq: 100 }, ...next.late.map((record) => ({ ...record, seq: record.seq + 100 }))]);
    expect(next.browser.jar()).toEqual([testMade]);

    const other = await cancelled();
    await other.write(other.late.map((record) => ({ ...record, source: 'browser' as const })));
    expect(other.browser.jar()).toEqual([testMade]);
  });

  it('are left to the next test of the site', async () => {
    const { browser, background, write } = await cancelled();
    browser.openTab(2);
    await background.tests.ask(2, { action: 'start', plan: aPlan() });
    await write();
    expect(browser.jar()).toEqual([testMade]);
  });
});
