// @vitest-environment happy-dom
import { _resetAffitor, loadAffitor } from '@affitor/tracker';
import { AffitorProvider, useAffitor, useLoadAffitor } from '@affitor/tracker/react';
import { cleanup, render, screen } from '@testing-library/react';
import { createElement } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { aPage, runAs, type TestPage } from './support';

/** The vendor's npm package, unchanged, drives the stand-in: its script element runs ours where it would load. */
function sdkPage(url: string): TestPage {
  const page = aPage(url);
  _resetAffitor();
  vi.spyOn(document.head, 'appendChild').mockImplementation((node) => {
    if (!(node instanceof HTMLScriptElement)) return node;
    setTimeout(() => {
      runAs(node);
      node.onload?.(new Event('load'));
    });
    return node;
  });
  return page;
}

const LANDING = 'https://shop.example/?aff=xyz789';

afterEach(cleanup);

describe('@affitor/tracker', () => {
  it('loads it from the local mock, and clicks and signs up through it', async () => {
    const page = sdkPage(LANDING);
    const affitor = await loadAffitor('29', { env: 'local', debug: true });
    await page.settled();
    expect(affitor).toMatchObject({ loaded: true, programId: 29, debugMode: true, hasAffiliateAttribution: true });
    expect(affitor?.getData()).toMatchObject({ clickId: expect.stringMatching(/^cust_29_/), programId: 29 });
    await affitor?.signup('u1', 'jo.park@example.com');
    expect(page.sent.every(({ url }) => url.startsWith('http://localhost:1337/api/'))).toBe(true);
    expect(page.mock.ledger.leads.rows()).toMatchObject([{ customer_key: 'u1', program_id: 29 }]);
  });

  it('gets the same instance again', async () => {
    sdkPage(LANDING);
    const first = await loadAffitor('29', { env: 'local' });
    _resetAffitor();
    expect(await loadAffitor('29', { env: 'local' })).toBe(first);
  });

  it('gives it to React through the provider and through the hook', async () => {
    sdkPage(LANDING);
    const Badge = () => createElement('p', null, useAffitor()?.loaded ? 'provided' : 'waiting');
    const options = { debug: false };
    const Alone = () => createElement('p', null, useLoadAffitor('29', options) ? 'hooked' : 'loading');
    // biome-ignore lint/correctness/noChildrenProp: the package's types want it there
    render(createElement(AffitorProvider, { programId: '29', env: 'local', children: createElement(Badge) }));
    render(createElement(Alone));
    expect(await screen.findByText('provided')).toBeTruthy();
    expect(await screen.findByText('hooked')).toBeTruthy();
  });
});
