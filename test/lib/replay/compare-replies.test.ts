import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reply } from '@/lib/model/replay';
import { compareJson, compareReplies } from '@/lib/replay/compare-replies';

const aReply = (overrides: Partial<Reply> = {}): Reply => ({
  status: 200,
  statusText: 'OK',
  headers: [['Content-Type', 'application/json']],
  body: '{"success":true}',
  durationMs: 10,
  ...overrides,
});

describe('two replies compared', () => {
  it('are the same when only times and ids of the connection differ', () => {
    const other = aReply({
      durationMs: 900,
      headers: [
        ['content-type', 'application/json'],
        ['date', 'x'],
        ['cf-ray', 'y'],
      ],
    });
    expect(compareReplies(aReply(), other)).toEqual([]);
  });

  it('tell status, headers that matter and fields of the body apart', () => {
    const other = aReply({ status: 404, headers: [['retry-after', '5']], body: '{"error":"Customer not found"}' });
    expect(compareReplies(aReply(), other)).toEqual([
      { part: 'status', path: '', kind: 'changed', before: 200, after: 404 },
      { part: 'header', path: 'content-type', kind: 'removed', before: 'application/json' },
      { part: 'header', path: 'retry-after', kind: 'added', after: '5' },
      { part: 'body', path: '/success', kind: 'removed', before: true },
      { part: 'body', path: '/error', kind: 'added', after: 'Customer not found' },
    ]);
  });

  it('compare bodies that are no JSON as text', () => {
    const changes = compareReplies(aReply(), aReply({ body: '<h1>Bad gateway</h1>' }));
    expect(changes).toEqual([
      { part: 'body', path: '', kind: 'changed', before: '{"success":true}', after: '<h1>Bad gateway</h1>' },
    ]);
  });

  it('tell nothing of a body that nobody saw', () => {
    const { body: _body, ...unseen } = aReply({ status: 201 });
    expect(compareReplies(unseen, aReply())).toMatchObject([{ part: 'status' }]);
  });

  it('tell of no header as gone that a page may not read', () => {
    const original = aReply({
      headers: [
        ['access-control-allow-origin', '*'],
        ['content-type', 'text/html'],
      ],
    });
    expect(compareReplies(original, aReply(), { readBy: 'page' }).map(({ path }) => path)).toEqual(['content-type']);
    expect(compareReplies(original, aReply()).map(({ path }) => path)).toContain('access-control-allow-origin');
  });

  it('find no difference in any value and itself', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const copy = JSON.parse(JSON.stringify(value));
        expect(compareJson(copy, JSON.parse(JSON.stringify(copy)))).toEqual([]);
      }),
    );
  });
});
