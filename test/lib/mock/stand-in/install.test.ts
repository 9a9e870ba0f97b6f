// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { affitor, aPage, call, runAs } from './support';

function queue(...items: unknown[]): unknown[] {
  Reflect.set(window, 'affitorQueue', items);
  return items;
}

describe('the bilingual stand-in', () => {
  it.each(['affitor-tracker.js', 'affitor-tracker-local.js', 'affitor-tracker-uat.js'])(
    'under the name %s offers both dialects',
    (name) => {
      aPage('https://shop.example/').run(name);
      expect(affitor()).toMatchObject({
        trackLead: expect.any(Function),
        signup: expect.any(Function),
        redirectToCheckout: expect.any(Function),
        getData: expect.any(Function),
        customerCode: null,
        clickId: null,
        loaded: true,
      });
    },
  );

  it('settles on v2 at ?aff=', async () => {
    const page = aPage('https://shop.example/?aff=abc123');
    page.run();
    await page.settled();
    await call('trackLead', { user_id: 'u1' });
    expect(page.sent.map(({ path }) => path)).toEqual(['/api/v1/track/click', '/api/v1/track/lead']);
  });

  it('settles on v2 at v2’s cookie', async () => {
    const page = aPage('https://shop.example/');
    // biome-ignore lint/suspicious/noDocumentCookie: what an earlier visit left
    document.cookie = 'affitor_click_id=cust_42_1; path=/';
    page.run();
    await call('trackLead', { user_id: 'u1' });
    expect(page.sent.map(({ path }) => path)).toEqual(['/api/v1/track/lead']);
  });

  it('otherwise settles on v1', async () => {
    const page = aPage('https://shop.example/?ref=PARTNER123');
    page.run();
    await page.settled();
    await call('trackLead', { user_id: 'u1' });
    expect(page.sent.map(({ path }) => path)).toEqual(['/api/tracking/click', '/api/tracking/lead']);
  });

  it('goes over to v2 at a first signup, and takes the customer along', async () => {
    const page = aPage('https://shop.example/?ref=PARTNER123');
    page.run();
    await page.settled();
    await call('signup', 'u1', 'jo.park@example.com');
    const { customer_code: code } = page.cookies();
    expect(page.sent.at(-1)).toMatchObject({ path: '/api/v1/track/lead', body: { click_id: code } });
    expect(affitor()).toMatchObject({ clickId: code, customerCode: code });
    await call('trackLead', { user_id: 'u1' });
    expect(page.sent.at(-1)).toMatchObject({ path: '/api/v1/track/lead' });
  });

  it.each(['v1', 'v2'])('is held to %s by an attribute', (dialect) => {
    aPage('https://shop.example/').run('affitor-tracker.js', { 'data-affitor-dialect': dialect });
    expect('signup' in affitor()).toBe(dialect === 'v2');
  });

  it('finds its tag when it is not the current script, and its program in the page when there is no tag', () => {
    aPage('https://shop.example/');
    Reflect.set(window, 'AFFITOR_PROGRAM_ID', '29');
    runAs(null);
    expect(affitor()).toMatchObject({ programId: 29 });
    const tag = document.createElement('script');
    tag.type = 'text/plain';
    tag.setAttribute('data-affitor-program-id', '42');
    document.head.append(tag);
    runAs(null);
    expect(affitor()).toMatchObject({ programId: 42 });
  });
});

describe('the queue', () => {
  it('is emptied in order, each item called', async () => {
    const page = aPage('https://shop.example/?aff=abc123');
    const items = queue(['trackTest', { step_id: 'pageview' }], ['signup', 'u1', 'jo.park@example.com']);
    page.run();
    await page.settled();
    expect(items).toEqual([]);
    expect(page.sent.map(({ path }) => path)).toEqual([
      '/api/v1/track/click',
      '/api/v1/track/click',
      '/api/v1/track/lead',
    ]);
  });

  it('has each bad item refused on its own', () => {
    const page = aPage('https://shop.example/');
    queue(['signUp', 'u1'], 'trackLead', [7], null, ['constructor'], ['trackTest']);
    page.run();
    expect(page.lines.map(({ text }) => text)).toEqual([
      '[Affitor Tracker] Unknown method in queue: signUp',
      '[Affitor Tracker] Queue item is not an array with a method name: trackLead',
      '[Affitor Tracker] Queue item is not an array with a method name: [7]',
      '[Affitor Tracker] Queue item is not an array with a method name: null',
      '[Affitor Tracker] Unknown method in queue: constructor',
    ]);
    expect(page.sent).toHaveLength(1);
  });

  it('stays as it is after load: what is pushed then waits for nobody', () => {
    const page = aPage('https://shop.example/');
    const items = queue();
    page.run();
    items.push(['trackTest']);
    expect(items).toHaveLength(1);
    expect(page.sent).toEqual([]);
  });

  it('takes later items too where the tag asks for it', () => {
    const page = aPage('https://shop.example/');
    const items = queue();
    page.run('affitor-tracker.js', { 'data-affitor-live-queue': 'true' });
    items.push(['trackTest']);
    expect(page.sent).toHaveLength(1);
  });

  it('that is frozen is read without a fault', () => {
    const page = aPage('https://shop.example/');
    Reflect.set(window, 'affitorQueue', Object.freeze([['trackTest']]));
    page.run();
    expect(page.sent).toHaveLength(1);
    expect(page.lines).toEqual([]);
  });

  it('takes what its own items push while they run', () => {
    const page = aPage('https://shop.example/');
    const items = queue();
    const data = {
      get step_id() {
        if (items.length === 0 && page.sent.length === 0) items.push(['trackTest', { step_id: 'second' }]);
        return 'first';
      },
    };
    items.push(['trackTest', data]);
    page.run();
    expect(page.sent.map(({ body }) => body.step_id)).toEqual(['first', 'second']);
  });

  it('ends although the page’s own shift takes nothing out', () => {
    const page = aPage('https://shop.example/');
    const items = queue(['trackTest']);
    items.shift = () => items[0];
    page.run();
    expect(page.sent).toHaveLength(1);
  });

  it('may be missing, or be no list', () => {
    for (const value of [undefined, null, 'x', { push: () => {} }]) {
      const page = aPage('https://shop.example/');
      Reflect.set(window, 'affitorQueue', value);
      page.run();
      expect(page.lines).toEqual([]);
    }
  });
});
