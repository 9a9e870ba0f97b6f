import { describe, expect, it, vi } from 'vitest';
import { createAttribution } from '@/lib/witness/browser/attribution';
import {
  type CommitRecord,
  createNavigationWitness,
  type HopRecord,
  type NavigationWitness,
} from '@/lib/witness/browser/navigation';

const SHOP = 'https://shop.example';

const aCommit = (overrides: Partial<CommitRecord> = {}): CommitRecord => ({
  tabId: 1,
  frameId: 0,
  url: 'https://shop.example/landing?ref=maya',
  timeStamp: 2000,
  transitionType: 'link',
  ...overrides,
});

const asked = (overrides: Partial<HopRecord> = {}): HopRecord => ({
  requestId: '1',
  tabId: 1,
  url: 'https://short.example/a',
  redirectUrl: aCommit().url,
  timeStamp: 1000,
  ...overrides,
});

const aWitness = () => createNavigationWitness({ waitMs: 0 });

describe('the navigation witness', () => {
  it('tells a top-level document with the URLs passed through', () => {
    const witness = aWitness();
    witness.onHop(asked({ redirectUrl: 'https://go.example/b' }));
    witness.onHop(asked({ url: 'https://go.example/b' }));
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
    const witness = aWitness();
    witness.onHop(asked({ redirectUrl: 'https://cancelled.example/' }));
    witness.onHop(asked({ requestId: '2', tabId: 2, url: 'https://b.example/' }));
    expect(witness.onCommitted(aCommit())).not.toHaveProperty('redirects');
    expect(witness.onCommitted(aCommit({ tabId: 2, url: `${aCommit().url}#top` }))).toMatchObject({
      redirects: ['https://b.example/'],
    });
  });

  it('keeps the way of a document that comes while another is committed, until the next is asked for', () => {
    const witness = aWitness();
    witness.onStart(asked());
    witness.onHop(asked());
    witness.onStart(asked({ url: aCommit().url }));
    expect(witness.onCommitted(aCommit({ url: 'about:blank' }))).not.toHaveProperty('redirects');
    expect(witness.onCommitted(aCommit())).toMatchObject({ redirects: ['https://short.example/a'] });
    witness.onHop(asked());
    witness.onStart(asked({ requestId: '2', url: aCommit().url }));
    expect(witness.onCommitted(aCommit())).not.toHaveProperty('redirects');
  });

  it('tells the status that the document was answered with, and not that of a redirect or of another', () => {
    const witness = aWitness();
    const redirected = () => {
      witness.onStart(asked());
      witness.onAnswer({ ...asked(), statusCode: 302 });
      witness.onHop(asked());
      witness.onStart(asked({ url: aCommit().url }));
    };
    redirected();
    witness.onAnswer({ ...asked({ url: aCommit().url }), statusCode: 404 });
    expect(witness.onCommitted(aCommit())).toMatchObject({ status: 404, redirects: ['https://short.example/a'] });
    expect(witness.onCommitted(aCommit({ transitionQualifiers: ['forward_back'] }))).not.toHaveProperty('status');
    redirected();
    expect(witness.onCommitted(aCommit())).not.toHaveProperty('status');

    const download = asked({ requestId: '2', url: 'https://shop.example/list.csv' });
    witness.onStart(download);
    witness.onAnswer({ ...download, statusCode: 200 });
    expect(witness.onCommitted(aCommit())).not.toHaveProperty('status');
  });

  it('says how it came about', async () => {
    const witness = aWitness();
    const causeOf = async (overrides: Partial<CommitRecord>) => (await witness.onCommitted(aCommit(overrides)))?.cause;
    await expect(causeOf({ transitionType: 'reload' })).resolves.toBe('reload');
    await expect(causeOf({ transitionQualifiers: ['forward_back'] })).resolves.toBe('back-forward');
    await expect(causeOf({ transitionType: undefined })).resolves.toBe('load');
  });

  it('leaves out frames, and pages rendered ahead', () => {
    const witness = aWitness();
    expect(witness.onCommitted(aCommit({ frameId: 4 }))).toBeUndefined();
    expect(witness.onCommitted(aCommit({ documentLifecycle: 'prerender' }))).toBeUndefined();
    expect(witness.onCommitted(aCommit({ documentLifecycle: 'active' }))).toBeDefined();
  });
});

describe('the navigation witness, where the browser tells of requests late', () => {
  const next = `${SHOP}/next`;
  const request = (requestId: string, timeStamp: number, from: string, to: string) => {
    const hop = asked({ requestId, timeStamp, url: from, redirectUrl: to });
    return {
      go(witness: NavigationWitness) {
        witness.onStart(hop);
        witness.onAnswer({ ...hop, statusCode: 302 });
        witness.onHop(hop);
      },
      arrive(witness: NavigationWitness) {
        witness.onStart({ ...hop, url: to });
        witness.onAnswer({ ...hop, url: to, statusCode: 200 });
      },
    };
  };

  it('waits for the way, also when the tab has gone on meanwhile', async () => {
    const witness = createNavigationWitness({ waitMs: 60_000 });
    const first = request('1', 1900, `${SHOP}/a`, aCommit().url);
    const second = request('2', 2900, `${SHOP}/b`, next);
    first.go(witness);
    const landed = witness.onCommitted(aCommit());
    const gone = witness.onCommitted(aCommit({ url: next, timeStamp: 3000 }));
    first.arrive(witness);
    second.go(witness);
    second.arrive(witness);
    expect(await landed).toMatchObject({ url: aCommit().url, redirects: [`${SHOP}/a`], status: 200 });
    expect(await gone).toMatchObject({ url: next, redirects: [`${SHOP}/b`], status: 200 });
  });

  it('gives each of two visits to an address its own way', async () => {
    const witness = createNavigationWitness({ waitMs: 60_000 });
    const landed = witness.onCommitted(aCommit());
    const again = witness.onCommitted(aCommit({ timeStamp: 4000 }));
    for (const [id, at, from] of [
      ['1', 1900, `${SHOP}/a`],
      ['2', 3900, `${SHOP}/b`],
    ] as const) {
      const asks = request(id, at, from, aCommit().url);
      asks.go(witness);
      asks.arrive(witness);
    }
    expect(await landed).toMatchObject({ at: 2000, redirects: [`${SHOP}/a`] });
    expect(await again).toMatchObject({ at: 4000, redirects: [`${SHOP}/b`] });
  });

  it('waits no longer once the next document is asked for, and never for ever', async () => {
    const witness = createNavigationWitness({ waitMs: 60_000 });
    const restored = witness.onCommitted(aCommit({ transitionQualifiers: ['forward_back'] }));
    witness.onStart(asked({ timeStamp: 2500 }));
    expect(await restored).not.toHaveProperty('status');

    vi.useFakeTimers();
    const other = createNavigationWitness({ waitMs: 5000 });
    const told = vi.fn();
    void Promise.resolve(other.onCommitted(aCommit())).then(told);
    await vi.advanceTimersByTimeAsync(4999);
    expect(told).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(told).toHaveBeenCalledWith({ kind: 'navigation', at: 2000, cause: 'load', url: aCommit().url });
    vi.useRealTimers();
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
