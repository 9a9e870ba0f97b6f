import { beforeEach, describe, expect, it } from 'vitest';
import type { Header, JournalRecord } from '@/lib/model/observation';
import { createSharing } from '@/lib/model/sharing';
import { consoleRecord, requestRecord, resetRecords, responseRecord } from '@/test/fixtures/records';

const fromJson = (record: JournalRecord): JournalRecord => JSON.parse(JSON.stringify(record));

const headersOf = (record: JournalRecord): Header[] => ('headers' in record ? record.headers : []);

const withHeaders = (headers: Header[]) => fromJson(requestRecord({ headers }));

describe('records that share what they have in common', () => {
  beforeEach(resetRecords);

  it('say what they said before', () => {
    const share = createSharing();
    const records = [
      requestRecord({ stack: 'at a', initiator: 'https://shop.example.com' }),
      responseRecord({ body: { kind: 'unavailable', reason: 'webRequest shows no response bodies' } }),
      requestRecord({ body: { kind: 'form', fields: [['a', 'b']] } }),
      consoleRecord(),
    ].map(fromJson);
    expect(records.map(share)).toEqual(records);
    expect(records.map(share)).toEqual(records);
  });

  it('have one list for the same headers, and one pair where only others differ', () => {
    const share = createSharing();
    const one = share(withHeaders([['Accept', '*/*']]));
    const same = share(withHeaders([['Accept', '*/*']]));
    const longer = share(
      withHeaders([
        ['Accept', '*/*'],
        ['Content-Length', '41'],
      ]),
    );
    expect(headersOf(same)).toBe(headersOf(one));
    expect(headersOf(longer)[0]).toBe(headersOf(one)[0]);
    expect(headersOf(longer)[1]).toEqual(['Content-Length', '41']);
  });

  it('are told apart where name and value only read the same side by side', () => {
    const share = createSharing();
    share(withHeaders([['a', 'b: c']]));
    expect(headersOf(share(withHeaders([['a: b', 'c']])))).toEqual([['a: b', 'c']]);
    expect(headersOf(share(withHeaders([['a","b', 'c']])))).toEqual([['a","b', 'c']]);
  });

  it('stay right when more different values came than are remembered', () => {
    const share = createSharing();
    for (let count = 0; count < 12_000; count += 1) {
      const header: Header = ['x-count', String(count)];
      expect(headersOf(share(requestRecord({ url: `https://shop.example.com/${count}`, headers: [header] })))).toEqual([
        header,
      ]);
    }
  });
});
