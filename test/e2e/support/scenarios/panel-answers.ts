import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserName, PageUnderTest } from '@/test/e2e/support/inspector';
import type { ExportedSession, Panel } from '@/test/e2e/support/panel';
import { at, entriesOf } from '@/test/e2e/support/session-reading';
import { openSignedUp } from '@/test/e2e/support/signed-up';
import { until, untilLoaded } from '@/test/e2e/support/until';
import type { World } from '@/test/e2e/support/world';

/** What a user learns and changes beyond reading: the scratchpad, cookies, and sessions that come back. */

const customerCode = (page: PageUnderTest) =>
  page.evaluate(() => /(?:^|; )customer_code=([^;]*)/.exec(document.cookie)?.[1] ?? '');

const untilCustomerCode = (page: PageUnderTest, isRight: (value: string) => boolean, what: string) =>
  untilLoaded(() => customerCode(page), isRight, { what });

export const panelAnswers = (browser: BrowserName) =>
  describe(`Answers of the panel in ${browser}`, () => {
    let world: World;
    let page: PageUnderTest;
    let panel: Panel;
    beforeAll(async () => {
      ({ world, page, panel } = await openSignedUp(browser));
    });
    afterAll(() => world?.close());

    /** Takes back what the panel says was done. */
    const undo = async (done: string) => {
      await until(
        () => panel.textOf('status', 'Undo offer'),
        (text) => text.includes(done),
        { what: `the offer to undo "${done}"` },
      );
      await panel.click('button', 'Undo');
    };

    /** The page has a cookie back before the panel has heard of it. */
    const untilRestored = () =>
      until(
        () => panel.textOf('grid', 'Cookies'),
        (text) => text.includes('customer_code'),
        { what: 'the restored cookie in the panel' },
      );

    const picture = async () => {
      const { value, text } = await panel.untilVerdict();
      const findings = await panel.findings();
      await panel.openTab('Timeline');
      return { value, text, findings, rows: await panel.rows('Timeline') };
    };

    test('the scratchpad judges a payload before it is sent', async () => {
      await panel.openTab('Leads');
      await panel.click('button', 'Scratchpad');
      await panel.fill(
        'textbox',
        'Payload',
        "affitorQueue.push(['trackLead', { email: 'jo@example.com', user_id: 7 }])",
      );
      const fields = await until(
        () => panel.evaluate((probe) => probe.all('table', 'Lead fields').map(probe.textOf).join('')),
        (text) => text !== '',
        { what: 'the fields of the payload' },
      );
      expect(fields).toMatch(/user_id7Wrong/);
    });

    test('a session that was exported, cleared and imported shows the same picture', async () => {
      const before = await picture();
      const session = await panel.exportSession();
      await panel.click('button', 'Clear');
      await until(
        () => panel.rowCount('Timeline'),
        (count) => count === 0,
        { what: 'an empty timeline' },
      );
      await panel.chooseFile('signup.affitor.json', JSON.stringify(session));
      await until(
        () => panel.rowCount('Timeline'),
        (count) => count > 0,
        { what: 'the imported rows' },
      );
      expect(await picture()).toEqual(before);
      await panel.click('button', 'Back to this page');
    });

    test('a deleted cookie is gone from the page, is told as ours, and comes back by Undo', async () => {
      const before = await customerCode(page);
      expect(before).not.toBe('');
      await panel.openTab('Cookies');
      await panel.selectRow('Cookies', 'customer_code');
      await panel.click('button', 'Delete');
      await untilCustomerCode(page, (value) => value === '', 'the cookie to be gone');
      const removalsOf = (session: ExportedSession) =>
        entriesOf(session, 'cookie').filter((entry) => entry.action === 'removed');
      const session = await until(
        () => panel.exportSession(),
        (exported) => removalsOf(exported).length > 0,
        { what: 'the removal in the journal' },
      );
      expect(removalsOf(session).map((entry) => [entry.name, at(entry, 'author', 'kind'), entry.ours])).toEqual([
        ['customer_code', 'extension', true],
      ]);
      await undo('customer_code: deleted');
      await untilCustomerCode(page, (value) => value === before, 'the cookie to be back');
    });

    test('a refused change of a cookie says why, and changes nothing', async () => {
      const before = await customerCode(page);
      await panel.openTab('Cookies');
      await untilRestored();
      await panel.selectRow('Cookies', 'customer_code');
      await panel.click('button', 'Edit');
      const refusals: [field: string, value: string, reason: string][] = [
        ['Domain', 'elsewhere.example', 'A cookie of elsewhere.example does not belong to'],
        ['Value', 'a;b', 'A value cannot hold a semicolon'],
      ];
      for (const [field, value, reason] of refusals) {
        const as = await panel.evaluate(
          (probe, field) => (probe.find('textbox', field) as HTMLInputElement).value,
          field,
        );
        await panel.fill('textbox', field, value);
        await panel.click('button', 'Save cookie');
        await until(
          () => panel.evaluate((probe) => probe.all('alert').map(probe.textOf).join()),
          (said) => said.includes('The browser refused this change to customer_code.') && said.includes(reason),
          { what: `the refusal of ${field} "${value}"` },
        );
        await panel.fill('textbox', field, as);
      }
      await panel.click('button', 'Cancel');
      await panel.click('button', 'Dismiss');
      expect(await customerCode(page)).toBe(before);
    });

    test('a partitioned cookie is shown as one, is deleted, and comes back into its partition', async () => {
      const held = () => page.evaluate(() => document.cookie.includes('affitor_click_id='));
      await page.evaluate(() => {
        // biome-ignore lint/suspicious/noDocumentCookie: as the tracker writes it
        document.cookie = 'affitor_click_id=cust_42_1760000000000; Path=/; Secure; SameSite=None; Partitioned';
      });
      await panel.openTab('Cookies');
      const isListed = (wanted: boolean) =>
        until(
          async () => (await panel.rows('Cookies')).some((cells) => cells.join(' ').includes('Partitioned')),
          (listed) => listed === wanted,
          { what: wanted ? 'the partitioned cookie in the panel' : 'the partitioned cookie to leave the panel' },
        );
      await isListed(true);
      await panel.selectRow('Cookies', 'affitor_click_id');
      await panel.click('button', 'Delete');
      await untilLoaded(held, (is) => !is, { what: 'the partitioned cookie to be gone' });
      await isListed(false);
      await undo('affitor_click_id: deleted');
      await untilLoaded(held, (is) => is, { what: 'the partitioned cookie to be back' });
      await isListed(true);
    });

    test('a cookie expires when told, and comes back by Undo', async () => {
      const before = await customerCode(page);
      await panel.openTab('Cookies');
      await untilRestored();
      await panel.selectRow('Cookies', 'customer_code');
      await panel.click('button', 'Expiry');
      await panel.click('menuitem', 'Expire now');
      await untilCustomerCode(page, (value) => value === '', 'the cookie to have expired');
      await undo('customer_code: expired');
      await untilCustomerCode(page, (value) => value === before, 'the cookie to be back');
    });
  });
