import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseObservations, parsePanelMessage, parsePanelReply, parseRelayMessage } from '@/lib/messaging/parse';
import { PROTOCOL } from '@/lib/messaging/protocol';
import { readRelayReply } from '@/lib/messaging/relay-reply';
import { anObservation } from '@/test/lib/journal/support';

const parsers = {
  parsePanelMessage,
  parsePanelReply,
  parseRelayMessage,
  parseRelayReply: (message: unknown) => ({ ok: readRelayReply(message) !== undefined }),
};

const status = { recording: true, dropped: 0, rejected: 0, seq: 3, pageUrl: '', routed: false, epoch: 1 };

describe('parsing messages', () => {
  it('lets each hop’s messages through', () => {
    const hello = { type: 'hello', protocol: PROTOCOL };
    expect(parseRelayMessage({ ...hello, nonce: 'n', url: 'about:blank', hasTracker: false }).ok).toBe(true);
    expect(readRelayReply({ ...hello, recording: true, hosts: [], routed: false })?.type).toBe('hello');
    expect(readRelayReply({ type: 'ack', counter: 7 })).toEqual({ type: 'ack', counter: 7 });
    expect(parsePanelMessage({ ...hello, tabId: 1, afterSeq: 0 }).ok).toBe(true);
    expect(parsePanelMessage({ ...hello, tabId: 1, afterSeq: 7, epoch: 3 }).ok).toBe(true);
    expect(parsePanelReply({ ...hello, status }).ok).toBe(true);
    expect(parsePanelReply({ type: 'gap', fromSeq: 1, toSeq: 4 }).ok).toBe(true);
  });

  it('keeps the good observations of a batch in order, counts the rest, and knows the last id', () => {
    const good = anObservation('a:1');
    const parsed = parseRelayMessage({
      type: 'observations',
      observations: [good, { ...good, kind: 'mystery' }, null, anObservation('a:4'), { id: 'a:5', kind: 'console' }],
    });
    expect(parsed).toEqual({
      ok: true,
      message: { type: 'observations', observations: [good, anObservation('a:4')], rejected: 3, lastId: 'a:5' },
    });
  });

  it('refuses nesting that would overflow a reader, without overflowing itself', () => {
    let deep: unknown = 1;
    for (let depth = 0; depth < 100_000; depth += 1) deep = [deep];
    expect(parseObservations([{ ...anObservation('a:1'), args: [deep] }])).toMatchObject({ rejected: 1 });
  });

  it('takes a status with however many hosts the user has set', () => {
    const hosts = Array.from({ length: 500 }, (_, index) => `track${index}.example`);
    expect(parsePanelReply({ type: 'hello', protocol: PROTOCOL, status: { ...status, hosts } }).ok).toBe(true);
    expect(parseRelayMessage({ type: 'tracker', hosts }).ok).toBe(false);
  });

  it('never throws, whatever comes', () => {
    const anything = fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true });
    const almost = fc.record(
      {
        type: fc.constantFrom('hello', 'observations', 'ask', 'ping', 'records', 'status', 'ack', 'tracker'),
        protocol: anything,
        observations: anything,
        records: anything,
        hosts: anything,
        status: anything,
        id: anything,
      },
      { requiredKeys: ['type'] },
    );
    fc.assert(
      fc.property(fc.oneof(anything, almost), (message) => {
        for (const parser of Object.values(parsers)) expect(typeof parser(message).ok).toBe('boolean');
      }),
    );
  });

  it('takes nothing from a prototype', () => {
    const forged = Object.create({ type: 'tracker', hosts: ['evil.example'] });
    expect(Object.keys(forged)).toEqual([]);
    expect(parseRelayMessage(Object.create({})).ok).toBe(false);
  });
});
