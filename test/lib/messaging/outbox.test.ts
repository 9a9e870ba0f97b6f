import { describe, expect, it } from 'vitest';
import { createOutbox } from '@/lib/messaging/outbox';
import type { Body } from '@/lib/model/body';
import type { Report } from '@/lib/model/observation';

const MEGABYTE = 1024 * 1024;

const aRequest = (body: Body): Report => ({
  kind: 'request',
  at: 1,
  requestId: 'p-1',
  carrier: 'fetch',
  method: 'POST',
  url: 'https://api.affitor.com/api/tracking/lead',
  headers: [],
  body,
});

const large = 'x'.repeat(MEGABYTE);

describe.each<[string, Body]>([
  ['a text', { kind: 'text', text: large, encoding: 'utf8', sizeBytes: MEGABYTE }],
  ['a form', { kind: 'form', fields: [['note', large]] }],
])('an outbox of requests that carry %s of a megabyte', (_name, body) => {
  it('keeps no more than it may hold', () => {
    const outbox = createOutbox('n', () => 0);
    for (let index = 0; index < 100; index += 1) outbox.add(aRequest(body));
    expect(outbox.unacknowledged(0).length).toBeLessThanOrEqual(64);
    expect(outbox.unacknowledged(0).length).toBeGreaterThan(50);
  });

  it('puts no more into a batch than a port carries with ease', () => {
    const outbox = createOutbox('n', () => 0);
    for (let index = 0; index < 10; index += 1) outbox.add(aRequest(body));
    expect(outbox.next().length).toBeLessThanOrEqual(4);
  });
});
