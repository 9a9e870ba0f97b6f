import { describe, expect, test, vi } from 'vitest';
import { type DemoChoices, FIRST_CHOICES, MISHAPS, type Mishap, PARTNERS } from '@/lib/demo/choices';
import { maskPersonal } from '@/lib/demo/mask';
import { ACT_NAMES, rehearse } from '@/lib/demo/play';
import { FIRST_PLAYBACK, moveOfKey, movePlayback } from '@/lib/demo/playback';
import { SHOP_TOKEN, VISITOR } from '@/lib/demo/shop';
import { type Story, storyOf } from '@/lib/demo/story';
import { summarise } from '@/lib/timeline/summary';

const DIALECTS = ['v1', 'v2'] as const;
const ALL = DIALECTS.flatMap((dialect) =>
  (Object.keys(MISHAPS) as Mishap[]).map((mishap): [string, DemoChoices] => [
    `${dialect}, ${mishap}`,
    { ...FIRST_CHOICES, dialect, mishap },
  ]),
);

const ended = async (choices: Partial<DemoChoices>): Promise<Story> =>
  storyOf(await rehearse({ ...FIRST_CHOICES, ...choices }), ACT_NAMES.length);

describe('The demo’s story', () => {
  test.each(DIALECTS)('ends in a commission for the partner when nothing goes wrong, in %s', async (dialect) => {
    const { headline, scenes, judgement } = await ended({ dialect });
    expect(headline).toBe('Maya’s link became a sale');
    expect(scenes.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'done', 'done']);
    expect(scenes.at(-1)?.big).toBe('$14.70');
    expect(judgement.verdict.value).toBe('attributed');
    expect(judgement.findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  test.each<[Mishap, string, RegExp]>([
    ['no-parameter', 'lost', /landing-param-missing|lead-not-sent/],
    ['cookie-blocked', 'lost', /cookie-blocked/],
    ['no-user-id', 'at-risk', /lead-user-id-missing/],
    ['expired-window', 'at-risk', /window-expired/],
  ])('ends without one when %s, and the rules say why', async (mishap, verdict, rule) => {
    for (const dialect of DIALECTS) {
      const { judgement, scenes } = await ended({ dialect, mishap });
      expect(judgement.verdict.value).toBe(verdict);
      expect(judgement.findings[0]?.rule).toMatch(rule);
      expect(scenes.at(-1)).toMatchObject({ state: 'failed', big: '$0.00' });
    }
  });

  test('names the partner that was chosen', async () => {
    for (const { id, name } of PARTNERS) {
      const { headline, judgement } = await ended({ partner: id });
      expect(headline).toContain(name);
      expect(judgement.verdict.cause).toContain(id);
    }
  });

  test('says of the shop’s sale that it was sent, and not by whom it was not', async () => {
    const { entries } = await ended({});
    const told = entries.map(summarise).map(({ title, detail }) => [title, detail].join(' '));
    expect(told).toContainEqual(expect.stringMatching(/^Sale sent · 200 /));
    expect(told.join('\n')).not.toContain('by you');
  });

  test('tells no more than what was played', async () => {
    const play = await rehearse(FIRST_CHOICES);
    const { scenes, entries, judgement } = storyOf(play, 2);
    expect(scenes.map(({ state }) => state)).toEqual(['done', 'done', 'ahead', 'ahead', 'ahead']);
    expect(entries.some((entry) => entry.kind === 'call')).toBe(false);
    expect(judgement.verdict.value).toBe('pending');
  });

  test('is the same each time', async () => {
    expect(await rehearse(FIRST_CHOICES)).toEqual(await rehearse(FIRST_CHOICES));
  });

  test.each(ALL)('asks no network for anything (%s)', async (_, choices) => {
    const fetched = vi.spyOn(globalThis, 'fetch');
    await rehearse(choices);
    expect(fetched).not.toHaveBeenCalled();
    fetched.mockRestore();
  });

  test.each(ALL)('records no key, and says no address (%s)', async (_, choices) => {
    const play = await rehearse(choices);
    expect(JSON.stringify(play.acts.map(({ records }) => records))).not.toContain(SHOP_TOKEN);
    expect(JSON.stringify(storyOf(play, ACT_NAMES.length).scenes)).not.toContain(VISITOR.email);
  });
});

describe('Masking', () => {
  test('leaves nothing to write to, and keeps the rest', () => {
    expect(maskPersonal(`to ${VISITOR.email} as ${VISITOR.userId}`)).toBe('to jo•••@reader.example as u_••••');
  });
});

describe('Playing the demo', () => {
  test('goes on by itself until the last act', () => {
    let playback = movePlayback(FIRST_PLAYBACK, { type: 'toggle' });
    for (const _ of ACT_NAMES) playback = movePlayback(playback, { type: 'tick' });
    expect(playback).toMatchObject({ shown: ACT_NAMES.length, isPlaying: false });
  });

  test('begins anew when it is played after its end', () => {
    const over = { ...FIRST_PLAYBACK, shown: ACT_NAMES.length };
    expect(movePlayback(over, { type: 'toggle' })).toMatchObject({ shown: 1, isPlaying: true });
  });

  test('steps within its acts, and stops playing for it', () => {
    const playing = { ...FIRST_PLAYBACK, isPlaying: true };
    expect(movePlayback(playing, { type: 'step', by: -1 })).toMatchObject({ shown: 1, isPlaying: false });
    expect(movePlayback(playing, { type: 'step', by: 1 })).toMatchObject({ shown: 2, isPlaying: false });
  });

  test('listens to the space bar, the arrows and R', () => {
    expect([' ', 'ArrowRight', 'ArrowLeft', 'r', 'R', 'x'].map((key) => moveOfKey(key)?.type)).toEqual([
      'toggle',
      'step',
      'step',
      'restart',
      'restart',
      undefined,
    ]);
  });
});
