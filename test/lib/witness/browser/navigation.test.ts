import { describe, expect, it } from 'vitest';
import { createAttribution } from '@/lib/witness/browser/attribution';
import { type CommitRecord, createNavigationWitness } from '@/lib/witness/browser/navigation';

const aCommit = (overrides: Partial<CommitRecord> = {}): CommitRecord => ({
  tabId: 1,
  frameId: 0,
  url: 'https://shop.example/landing?ref=maya',
  timeStamp: 2000,
  transitionType: 'link',
  ...overrides,
});

describe('the navigation witness', () => {
  it('tells a top-level document with the URLs passed through', () => {
    const witness = createNavigationWitness();
    const hop = { requestId: '1', tabId: 1 };
    witness.onHop({ ...hop, url: 'https://short.example/a', redirectUrl: 'https://go.example/b' });
    witness.onHop({ ...hop, url: 'https://go.example/b', redirectUrl: 'https://shop.example/landing?ref=maya' });
    expect(witness.onCommitted(aCommit())).toEqual({
      kind: 'navigation',
      at: 2000,
      cause: 'load',
      url: 'https://shop.example/landing?ref=maya',
      redirects: ['https://short.example/a', 'https://go.example/b'],
    });
    expect(witness.onCommitted(aCommit())).not.toHaveProperty('redirects');
  });

  it('does not give one navigation the way of another, or of another tab', () => {
    const witness = createNavigationWitness();
    witness.onHop({ requestId: '1', tabId: 1, url: 'https://a.example/', redirectUrl: 'https://cancelled.example/' });
    witness.onHop({ requestId: '2', tabId: 2, url: 'https://b.example/', redirectUrl: aCommit().url });
    expect(witness.onCommitted(aCommit())).not.toHaveProperty('redirects');
    expect(witness.onCommitted(aCommit({ tabId: 2, url: `${aCommit().url}#top` }))).toMatchObject({
      redirects: ['https://b.example/'],
    });
  });

  it('keeps the way of a document that comes while another is committed, until the next is asked for', () => {
    const witness = createNavigationWitness();
    const hop = { requestId: '1', tabId: 1, url: 'https://short.example/a', redirectUrl: aCommit().url };
    witness.onStart(hop);
    witness.onHop(hop);
    witness.onStart(hop);
    expect(witness.onCommitted(aCommit({ url: 'about:blank' }))).not.toHaveProperty('redirects');
    expect(witness.onCommitted(aCommit())).toMatchObject({ redirects: ['https://short.example/a'] });
    witness.onHop(hop);
    witness.onStart({ requestId: '2', tabId: 1, url: aCommit().url });
    expect(witness.onCommitted(aCommit())).not.toHaveProperty('redirects');
  });

  it('tells the status that the document was answered with, and not that of a redirect or of another', () => {
    const witness = createNavigationWitness();
    const asked = { requestId: '1', tabId: 1, url: 'https://short.example/a' };
    witness.onStart(asked);
    witness.onAnswer({ ...asked, statusCode: 302 });
    witness.onHop({ ...asked, redirectUrl: aCommit().url });
    witness.onStart({ ...asked, url: aCommit().url });
    witness.onAnswer({ ...asked, url: aCommit().url, statusCode: 404 });
    expect(witness.onCommitted(aCommit())).toMatchObject({ status: 404, redirects: [asked.url] });
    expect(witness.onCommitted(aCommit({ transitionQualifiers: ['forward_back'] }))).not.toHaveProperty('status');

    witness.onStart({ requestId: '2', tabId: 1, url: 'https://cancelled.example/' });
    witness.onAnswer({ requestId: '2', tabId: 1, url: 'https://cancelled.example/', statusCode: 204 });
    expect(witness.onCommitted(aCommit())).not.toHaveProperty('status');
  });

  it('says how it came about', () => {
    const witness = createNavigationWitness();
    const causeOf = (overrides: Partial<CommitRecord>) => witness.onCommitted(aCommit(overrides))?.cause;
    expect(causeOf({ transitionType: 'reload' })).toBe('reload');
    expect(causeOf({ transitionQualifiers: ['forward_back'] })).toBe('back-forward');
    expect(causeOf({ transitionType: undefined })).toBe('load');
  });

  it('leaves out frames, and pages rendered ahead', () => {
    const witness = createNavigationWitness();
    expect(witness.onCommitted(aCommit({ frameId: 4 }))).toBeUndefined();
    expect(witness.onCommitted(aCommit({ documentLifecycle: 'prerender' }))).toBeUndefined();
    expect(witness.onCommitted(aCommit({ documentLifecycle: 'active' }))).toBeDefined();
  });
});

describe('the attribution of a worker’s request', () => {
  it('is every tab of its origin, decided once for a request and its answer', async () => {
    let tabs = [1, 2];
    const asked: string[] = [];
    const attribute = createAttribution(async (origin) => {
      asked.push(origin);
      return tabs;
    });
    expect(await attribute('w:1', 'https://shop.example/sw.js?v=2')).toEqual([1, 2]);
    tabs = [2];
    expect(await attribute('w:1', 'https://shop.example/sw.js?v=2')).toEqual([1, 2]);
    expect(await attribute('w:2', 'https://shop.example')).toEqual([2]);
    expect(asked).toEqual(['https://shop.example', 'https://shop.example']);
  });

  it('is nobody where the browser names no origin', async () => {
    const attribute = createAttribution(async () => [1]);
    for (const [index, initiator] of [undefined, '', 'null', 'data:text/html,x'].entries()) {
      expect(await attribute(`w:${index}`, initiator)).toEqual([]);
    }
  });
});
