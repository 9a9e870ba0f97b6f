import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '@/lib/model/entry';
import { DIALECT_NAMES } from '@/lib/model/entry';
import { completions, parseFilter } from '@/lib/timeline/filter';
import {
  aCall,
  aClick,
  aConsoleLine,
  aCookie,
  aLead,
  aNavigation,
  answered,
  aQueueItem,
  aRequest,
  aScript,
  failed,
} from '@/test/fixtures/entries';

const AT = 1_760_000_000_000;

const entries: Record<string, Entry> = {
  navigation: aNavigation({ url: 'https://shop.example.com/?ref=maya-reviews', status: 304 }),
  script: aScript(),
  queue: aQueueItem(),
  call: aCall({ method: 'signup', dialect: 'v2' }),
  line: aConsoleLine({ text: '[Affitor Tracker] heartbeat 1' }),
  click: aClick({}, { frameId: 4 }),
  lead: aLead({ email: 'ada@example.org' }, { outcome: answered(AT, 404, { error: 'Customer not found' }) }),
  blocked: aRequest({ outcome: failed(AT, 'blocked-by-client'), witnesses: ['page'] }),
  pending: aRequest({ outcome: { kind: 'pending' }, witnesses: ['browser'], frameId: -1 }),
  cookie: aCookie(),
};

/** Names of the entries a filter lets through. */
function shown(text: string, rules: Record<string, string[]> = {}): string[] {
  const filter = parseFilter(text, { rulesOf: (id) => rules[id] ?? [] });
  if (!filter.ok) throw new Error(filter.message);
  return Object.entries(entries).flatMap(([name, entry]) => (filter.matches(entry) ? [name] : []));
}

function messageOf(text: string): string {
  const filter = parseFilter(text);
  return filter.ok ? '' : filter.message;
}

describe('parseFilter', () => {
  it('lets everything through when there is nothing in it', () => {
    expect(shown('')).toEqual(Object.keys(entries));
    expect(shown('   ')).toEqual(Object.keys(entries));
  });

  it.each([
    ['kind:lead', ['queue', 'call', 'lead']],
    ['kind:click', ['click']],
    ['kind:request', ['click', 'lead', 'blocked', 'pending']],
    ['kind:script,cookie', ['script', 'cookie']],
    ['status:>=400', ['lead']],
    ['status:404', ['lead']],
    ['status:2xx', ['click']],
    ['status:200-299', ['click']],
    ['status:<300', ['click']],
    ['status:3xx', ['navigation']],
    ['status:failed', ['blocked']],
    ['status:pending', ['pending']],
    ['frame:4', ['click']],
    ['frame:sub', ['click']],
    ['frame:worker', ['pending']],
    ['dialect:v2', ['call']],
    ['witness:browser kind:request', ['click', 'lead', 'pending']],
    ['is:page-only kind:request', ['blocked']],
    ['is:failed', ['lead', 'blocked']],
    ['is:pending', ['pending']],
    ['method:SIGNUP', ['call']],
    ['method:track*', ['queue']],
    ['host:shop.example.com kind:navigation', ['navigation']],
  ])('%s', (text, names) => {
    expect(shown(text)).toEqual(names);
  });

  it('finds text anywhere, in any case, and phrases in quotes', () => {
    expect(shown('HEARTBEAT')).toEqual(['line']);
    expect(shown('maya-reviews')).toEqual(['navigation', 'click']);
    expect(shown('"customer not found"')).toEqual(['lead']);
    expect(shown(`#${entries.script?.number} `)).toContain('script');
  });

  it('wants all terms to hold, and turns one round with a minus', () => {
    expect(shown('kind:request -status:pending -kind:click')).toEqual(['lead', 'blocked']);
    expect(shown('kind:console -heartbeat')).toEqual([]);
  });

  it('knows which rules speak of an entry', () => {
    const rules = { [entries.lead?.id ?? '']: ['lead-user-id-missing'], [entries.script?.id ?? '']: ['script-late'] };
    expect(shown('rule:lead-*', rules)).toEqual(['lead']);
    expect(shown('rule:script-late', rules)).toEqual(['script']);
  });

  it('takes a URL for text', () => {
    expect(shown('https://shop.example.com/?ref=')).toEqual(['navigation', 'click']);
  });

  it.each([
    ['colour:red', '“colour:” is no filter. Use kind:'],
    ['kind:', '“kind:” needs a value, such as kind:lead.'],
    ['kind:leed', '“leed” is no kind. Use click, lead'],
    ['status:bad', '“bad” is no status.'],
    ['frame:left', '“left” is no frame.'],
    ['dialect:v0', `Use ${DIALECT_NAMES.join(' or ')}`],
    ['witness:me', 'is no witness'],
    ['is:odd', 'means nothing'],
    ['"open', 'A quote is opened and not closed.'],
  ])('says what is wrong with %s', (text, message) => {
    expect(messageOf(text)).toContain(message);
  });

  it('always ends in a filter or a message', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^(-?(kind|status|is|frame|x):?"?[a-z>=4*-]{0,6}"? ?){0,4}$/)),
        (text) => {
          const filter = parseFilter(text);
          if (!filter.ok) expect(filter.message).not.toBe('');
          else for (const entry of Object.values(entries)) expect(typeof filter.matches(entry)).toBe('boolean');
        },
      ),
    );
  });
});

describe('completions', () => {
  function texts(text: string, caret = text.length, ruleIds: string[] = []) {
    return completions(text, caret, { ruleIds }).options.map((option) => option.text);
  }

  it('offer keys, and then what a key accepts', () => {
    expect(texts('')).toContain('kind:');
    expect(texts('st')).toEqual(['status:']);
    expect(texts('-st')).toEqual(['-status:']);
    expect(texts('kind:le')).toEqual(['kind:lead']);
    expect(texts('kind:lead,co')).toEqual(['kind:lead,console', 'kind:lead,cookie']);
    expect(texts('rule:q', 6, ['queue-replaced', 'lead-missing'])).toEqual(['rule:queue-replaced']);
    expect(texts('colour:r')).toEqual([]);
  });

  it('say which part of the text they take the place of', () => {
    expect(completions('kind:lead sta more', 13)).toMatchObject({ from: 10, to: 13 });
    expect(completions('kind:lead', 6)).toMatchObject({ from: 0, to: 9 });
  });

  it('are filters themselves', () => {
    for (const text of texts('kind:')) expect(parseFilter(text).ok).toBe(true);
    for (const text of texts('is:')) expect(parseFilter(text).ok).toBe(true);
  });
});
