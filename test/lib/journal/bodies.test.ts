import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lighten } from '@/lib/journal/bodies';
import { type Body, INLINE_BODY_LIMIT_BYTES, STORED_BODY_LIMIT_BYTES } from '@/lib/model/body';
import type { Observation } from '@/lib/model/observation';
import { openDisk, openJournal, readAll, refusingStore, unnumbered } from './support';

const aRequest = (body: Body, id = 'a:1'): Observation => ({
  id,
  source: 'page',
  kind: 'request',
  at: 1,
  requestId: 'r1',
  carrier: 'fetch',
  method: 'POST',
  url: 'https://api.affitor.com/api/tracking/lead',
  headers: [],
  body,
});

const aText = (text: string): Extract<Body, { kind: 'text' }> => ({
  kind: 'text',
  text,
  encoding: 'utf8',
  sizeBytes: new TextEncoder().encode(text).length,
});

const bodyOf = (observation: Observation): Body | undefined => ('body' in observation ? observation.body : undefined);
const bytesOf = (text: string) => new TextEncoder().encode(text).length;

describe('a body', () => {
  it('up to the inline limit stays in its record', async () => {
    const request = aRequest(aText('x'.repeat(INLINE_BODY_LIMIT_BYTES)));
    expect(await lighten(request)).toEqual({ observation: request });
  });

  it('above it leaves its beginning there and is found by its digest', async () => {
    const text = 'ä'.repeat(40_000);
    const { observation, large } = await lighten(aRequest(aText(text)));
    expect(large?.text).toBe(text);
    expect(bodyOf(observation)).toMatchObject({ digest: large?.digest, sizeBytes: 80_000 });
    expect(bodyOf(observation)).not.toHaveProperty('truncated');
  });

  it('above the stored limit is cut, and says so with its original size', async () => {
    const { observation, large } = await lighten(aRequest(aText('x'.repeat(5_000_000))));
    expect(large?.text.length).toBe(STORED_BODY_LIMIT_BYTES);
    expect(bodyOf(observation)).toMatchObject({ truncated: true, sizeBytes: 5_000_000 });
  });

  it('is cut within the limit, between characters, and is a beginning of the original', async () => {
    const unit = fc.constantFrom('a', 'ä', '€', '😀', '\ud800');
    await fc.assert(
      fc.asyncProperty(fc.array(unit, { minLength: 1, maxLength: 7 }), async (units) => {
        const text = units.join('').repeat(9000);
        const { observation } = await lighten(aRequest(aText(text)));
        const body = bodyOf(observation);
        const kept = body?.kind === 'text' ? body.text : '';
        expect(text.startsWith(kept)).toBe(true);
        expect(bytesOf(kept)).toBeLessThanOrEqual(INLINE_BODY_LIMIT_BYTES);
        const isWhole = kept.length === text.length;
        expect(isWhole || bytesOf(kept) > INLINE_BODY_LIMIT_BYTES - 4).toBe(true);
        const next = text.codePointAt(kept.length - 1) ?? 0;
        expect(isWhole || next < 0x10000).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('in base64 is cut between groups', async () => {
    const { observation } = await lighten(aRequest({ ...aText('QUJD'.repeat(10_001)), encoding: 'base64' }));
    const body = bodyOf(observation);
    expect(body?.kind === 'text' && body.text.length % 4).toBe(0);
  });

  it('of a huge form keeps the fields that fit and names how many do not', async () => {
    const fields = Array.from({ length: 30 }, (_, index): [string, string] => [`f${index}`, 'x'.repeat(100_000)]);
    const { observation } = await lighten(aRequest({ kind: 'form', fields }));
    const body = bodyOf(observation);
    expect(body?.kind === 'form' && body.fields.at(-1)).toEqual(['…', '20 more fields, too large to keep']);
  });
});

describe('the body store', () => {
  it('gives a large body back, and the same one is stored once', async () => {
    const journal = openJournal();
    const text = 'x'.repeat(100_000);
    await journal.append(1, [unnumbered(aRequest(aText(text), 'a:1')), unnumbered(aRequest(aText(text), 'a:2'))]);
    const digests = (await readAll(journal, 1)).records.map((record) => {
      const body = bodyOf(record);
      return body?.kind === 'text' ? body.digest : undefined;
    });
    expect(new Set(digests).size).toBe(1);
    expect(await journal.readBody(1, digests[0] ?? '')).toBe(text);
    expect(await journal.readBody(2, digests[0] ?? '')).toBeUndefined();
  });

  it('drops a body with the last record that uses it', async () => {
    const journal = openJournal({ limits: () => ({ records: 10_000, bytes: 700_000 }) });
    const bodies = ['first', 'again', 'third'].map((word) => word.repeat(60_000));
    const digests: string[] = [];
    const add = async (text: string, id: string) => {
      await journal.append(1, [unnumbered(aRequest(aText(text), id))]);
      const body = bodyOf((await readAll(journal, 1)).records.at(-1) ?? aRequest({ kind: 'none' }));
      digests.push((body?.kind === 'text' && body.digest) || '');
    };
    await add(bodies[0] ?? '', 'a:1');
    await add(bodies[1] ?? '', 'a:2');
    await add(bodies[1] ?? '', 'a:3');
    await add(bodies[2] ?? '', 'a:4');
    const kept = await Promise.all(digests.map((digest) => journal.readBody(1, digest)));
    expect(kept.map((text) => bodies.indexOf(text ?? ''))).toEqual([-1, 1, 1, 2]);
  });

  it('counts a body that many records share once, and again when the record that bore it is gone', async () => {
    const journal = openJournal({ limits: () => ({ records: 100_000, bytes: 5_000_000 }) });
    const text = 'x'.repeat(200_000);
    for (let counter = 1; counter <= 100; counter += 1) {
      await journal.append(1, [unnumbered(aRequest(aText(text), `a:${counter}`))]);
    }
    expect((await journal.row(1)).dropped).toBe(0);
    const different = (counter: number) => `${counter}`.padEnd(200_000, 'y');
    for (let counter = 101; counter <= 140; counter += 1) {
      await journal.append(1, [unnumbered(aRequest(aText(different(counter)), `a:${counter}`))]);
    }
    expect((await journal.row(1)).dropped).toBeGreaterThan(100);
  });

  it('loses its bodies with the clear', async () => {
    const journal = openJournal();
    await journal.append(1, [unnumbered(aRequest(aText('x'.repeat(100_000))))]);
    const body = bodyOf((await readAll(journal, 1)).records[0] ?? aRequest({ kind: 'none' }));
    const digest = (body?.kind === 'text' && body.digest) || '';
    expect(await journal.readBody(1, digest)).toBeDefined();
    await journal.clear(1);
    expect(await journal.readBody(1, digest)).toBeUndefined();
  });

  it('waits in memory where the disk refuses it, within the limits of the disk', async () => {
    const { store, refuse } = refusingStore(openDisk());
    const journal = openJournal({ disk: store, limits: () => ({ records: 10_000, bytes: 1_000_000 }) });
    refuse(true);
    for (let counter = 1; counter <= 30; counter += 1) {
      const request = aRequest(aText(`${counter} `.padEnd(100_000, 'x')), `a:${counter}`);
      await expect(journal.append(1, [unnumbered(request)])).rejects.toThrow('refused to store');
    }
    const kept = (await readAll(journal, 1)).records.filter(({ kind }) => kind === 'request');
    expect(kept.length).toBeGreaterThan(5);
    expect(kept.length).toBeLessThanOrEqual(10);
    // One more than the requests: the notice of the refusal.
    expect((await journal.row(1)).dropped).toBe(31 - kept.length);
    const texts = await Promise.all(
      kept.map((record) => {
        const body = bodyOf(record);
        return journal.readBody(1, (body?.kind === 'text' && body.digest) || '');
      }),
    );
    expect(texts.map((text) => text?.split(' ')[0])).toEqual(kept.map(({ id }) => id.replace('a:', '')));
  });
});
