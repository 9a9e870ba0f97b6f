import { describe, expect, it } from 'vitest';
import { seedWorld } from '@/lib/mock/ledger/seed';
import type { SiteTestProposal } from '@/lib/model/site-test';
import { landingUrlOf, planNotes, proposePlan } from '@/lib/site-test/plan';
import { aPlan, SHOP } from './support';

const proposal = (...args: Partial<Parameters<typeof proposePlan>>): SiteTestProposal => {
  const [url = SHOP, tracker = {}, ledger = seedWorld()] = args;
  const made = proposePlan(url, tracker, ledger);
  if (!made) throw new Error('Nothing was proposed.');
  return made;
};

describe('what is proposed', () => {
  it.each([
    ['v1', 'ref'],
    ['v2', 'aff'],
  ] as const)('is the parameter that %s reads', (dialect, parameter) => {
    expect(proposal(SHOP, { dialect }).plan).toMatchObject({ parameter, dialect, routed: true });
  });

  it('is the parameter of the last landing where the dialect is not known', () => {
    expect(proposal(SHOP, { landingParameter: '?aff=maya' }).plan.parameter).toBe('aff');
    expect(proposal(SHOP, { landingParameter: '?aff=maya', dialect: 'v1' }).plan.parameter).toBe('ref');
    expect(proposal(SHOP).plan.parameter).toBe('ref');
  });

  it('is a link of the site’s own program where the mock has one, otherwise its first', () => {
    expect(proposal(SHOP, { programId: '29' }).plan.code).toBe('xyz789');
    expect(proposal(SHOP, { programId: '77' }).plan.code).toBe('PARTNER123');
  });

  it('never is a link that is switched off, or of a program that is', () => {
    const codes = proposal().mock.links.map(({ code }) => code);
    expect(codes).toContain('PARTNER123');
    expect(codes).not.toContain('OLD2023');
    expect(codes).not.toContain('CLOSED7');
  });

  it('is the page on show without the parameters of either dialect', () => {
    const { plan, seenCode } = proposal(`${SHOP}a?x=1&ref=maya#b`, { landingParameter: '?ref=maya' });
    expect(plan.pageUrl).toBe(`${SHOP}a?x=1#b`);
    expect(seenCode).toBe('maya');
  });

  it.each(['about:blank', 'chrome://extensions/', ''])('is nothing for %j', (url) => {
    expect(proposePlan(url, {}, seedWorld())).toBeUndefined();
  });
});

describe('the landing page', () => {
  it('carries the parameter, and no other dialect’s', () => {
    expect(landingUrlOf(aPlan({ pageUrl: `${SHOP}?aff=old` }), SHOP, 0)).toBe(`${SHOP}?ref=PARTNER123`);
  });

  it('has another address where the tab shows it already, be it at another place of the page', () => {
    for (const tabUrl of [`${SHOP}?ref=PARTNER123`, `${SHOP}?ref=PARTNER123#top`]) {
      const landing = landingUrlOf(aPlan(), tabUrl, 1_760_000_000_000) ?? '';
      expect(landing).toMatch(/\?ref=PARTNER123&affitor_test=\w+$/);
      expect(landingUrlOf(aPlan(), landing, 1_760_000_000_001)).not.toBe(landing);
    }
  });

  it('is none without a web page or a code', () => {
    expect(landingUrlOf(aPlan({ pageUrl: 'shop.example.com' }), SHOP, 0)).toBeUndefined();
    expect(landingUrlOf(aPlan({ code: ' ' }), SHOP, 0)).toBeUndefined();
  });
});

describe('what to know before', () => {
  const notes = (plan = aPlan(), ...args: Parameters<typeof proposal>) =>
    planNotes(plan, proposal(...args)).map(({ tone, text }) => `${tone}: ${text}`);

  it('is nothing where everything fits', () => {
    expect(notes(aPlan(), SHOP, { dialect: 'v1', programId: '42' })).toEqual([]);
  });

  it('is an error for no page and for no code', () => {
    expect(notes(aPlan({ pageUrl: 'x' }))[0]).toMatch(/^error: “x” is no web page/);
    expect(notes(aPlan({ code: '' }))[0]).toMatch(/^error: The partner code is missing/);
  });

  it('warns of the parameter that the tracker does not read', () => {
    expect(notes(aPlan({ parameter: 'aff' }))[0]).toMatch(/^warn: .*v1 and reads `\?ref=`/);
  });

  it('warns that a live test is real, and says nothing of the mock then', () => {
    expect(notes(aPlan({ routed: false, code: 'unknown' }))).toEqual([expect.stringMatching(/^warn: .*is real/)]);
  });

  it('warns of a link that the mock does not know', () => {
    expect(notes(aPlan({ code: 'unknown' }))[0]).toMatch(/^warn: The mock knows no link “unknown”.*PARTNER123/);
  });

  it('warns of a v2 program that the mock does not know or that the link does not belong to', () => {
    const v2 = aPlan({ dialect: 'v2', parameter: 'aff' });
    expect(notes(v2, SHOP, { dialect: 'v2', programId: '77' })[0]).toMatch(/does not know program 77/);
    expect(notes(v2, SHOP, { dialect: 'v2', programId: '29' })[0]).toMatch(/belongs to program 42, this site to 29/);
    expect(notes(v2, SHOP, { dialect: 'v2', programId: '42' })).toEqual([]);
    expect(notes(aPlan(), SHOP, { dialect: 'v1', programId: '77' })).toEqual([]);
  });
});
