import { describe, expect, test } from 'vitest';
import { type DemoChoices, FIRST_CHOICES } from '@/lib/demo/choices';
import { rehearse } from '@/lib/demo/play';
import { firstPlayback, movePlayback } from '@/lib/demo/playback';
import { actsOf, type RecordedStory, type Recording, recordedStoryOf } from '@/lib/demo/recorded';
import { recordedWords } from '@/lib/demo/recorded-words';
import type { JournalRecord } from '@/lib/model/observation';
import { judge } from '@/lib/rules/judge';
import { emptyTimeline, foldAll } from '@/lib/timeline/fold';
import { aTestSignup } from '@/test/components/support/journeys';
import { SCENES } from '@/test/fixtures/scenes';

/** What the demo plays is as good a recording as any. */
const recordingOf = async (choices: Partial<DemoChoices> = {}): Promise<Recording> => {
  const { acts } = await rehearse({ ...FIRST_CHOICES, ...choices });
  return presented(acts.flatMap(({ records }) => records).map((record, index) => ({ ...record, seq: index + 1 })));
};

const presented = (records: JournalRecord[]): Recording => ({ host: 'shop.example.com', records, options: {} });

const ended = (recording: Recording): RecordedStory => {
  const play = actsOf(recording);
  return recordedStoryOf(play, play.acts.length);
};

describe('A recorded session, presented', () => {
  test.each(['v1', 'v2'] as const)('tells partner, click and signup in their order, in %s', async (dialect) => {
    const play = actsOf(await recordingOf({ dialect }));
    expect(play.acts.slice(0, 3).map(({ name, label }) => [name, label])).toEqual([
      ['link', 'Link'],
      ['click', 'Click'],
      ['signup', 'Signup'],
    ]);
    const starts = play.acts.map(({ startedAt }) => startedAt);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
    expect(new Set(starts.slice(0, 3)).size).toBe(3);
    expect(recordedStoryOf(play, 1).headline).toBe('maya-reviews sent a visitor');
    expect(recordedStoryOf(play, 3)).toMatchObject({ headline: 'The visitor signs up' });
    expect(recordedStoryOf(play, 3).elapsedMs).toBeGreaterThan(60_000);
  });

  test('tells no more than had come by then', async () => {
    const play = actsOf(await recordingOf());
    const early = recordedStoryOf(play, 2);
    expect(early.scenes.map(({ state }) => state).slice(0, 3)).toEqual(['done', 'done', 'ahead']);
    expect(early.entries.some((entry) => entry.kind === 'call')).toBe(false);
    expect(early.judgement.verdict.value).toBe('pending');
    expect(recordedStoryOf(play, 1).entries.some((entry) => entry.kind === 'request')).toBe(false);
  });

  test('says where a signup was lost', async () => {
    const { scenes, judgement } = ended(await recordingOf({ mishap: 'no-parameter' }));
    expect(scenes[0]).toMatchObject({ state: 'failed', proof: 'No partner in the address' });
    expect(scenes[2]).toMatchObject({ state: 'failed' });
    expect(judgement.verdict.value).toBe('lost');
  });

  test.each(Object.entries(SCENES))(
    'ends in the verdict of the panel, with every event of the visit: %s',
    (_, records) => {
      const story = ended(presented(records));
      const timeline = foldAll(emptyTimeline(), records);
      expect(story.judgement.verdict).toEqual(judge(timeline).verdict);
      expect(story.entries.length).toBeGreaterThan(0);
      expect(story.page.url).toMatch(/^https:/);
      expect(story.scenes.every(({ state }) => state !== 'ahead')).toBe(true);
    },
  );

  test('holds with nothing in it', () => {
    expect(ended(presented([])).scenes.map(({ state }) => state)).toEqual(['open', 'open', 'open']);
  });

  test.each(Object.entries(SCENES))('tells of nothing lost unless the verdict does: %s', (_, records) => {
    const { scenes, judgement } = ended(presented(records));
    const states = scenes.map(({ state }) => state);
    const { value } = judgement.verdict;
    if (value === 'test-only' || value === 'pending' || value === 'attributed') expect(states).not.toContain('failed');
    if (value !== 'test-only') expect(states).not.toContain('warned');
  });

  test('tells of a signup that was kept as a test as the verdict does, and not as one that was lost', () => {
    const story = ended(presented(aTestSignup()));
    expect(story.judgement.verdict.value).toBe('test-only');
    expect(story.scenes.map(({ state }) => state)).toEqual(['done', 'done', 'warned']);
    expect(story.headline).toBe('The signup is kept as a test');
  });

  test('calls a partner whose code was replaced a partner', () => {
    const told = { host: 'shop.example.com', stages: [], verdict: 'pending' } as const;
    const words = (code: string) => recordedWords('link', { ...told, partner: { code, parameter: 'ref' } });
    expect(words('redacted-1')).toMatchObject({ headline: 'A partner sent a visitor', big: 'A partner' });
    expect(words('maya-reviews').headline).toBe('maya-reviews sent a visitor');
  });

  test('leaves open what has not come yet', async () => {
    const records = (await recordingOf()).records;
    const untilClick = records.filter(({ at }) => at < (actsOf(presented([...records])).acts[2]?.startedAt ?? 0));
    const story = ended(presented(untilClick));
    expect(story.judgement.verdict.value).toBe('pending');
    expect(story.scenes.map(({ state }) => state)).toEqual(['done', 'done', 'open']);
    expect(story.headline).toBe('No signup is recorded yet');
  });

  test('has as many steps as acts', () => {
    let playback = movePlayback(firstPlayback(3), { type: 'toggle' });
    for (let step = 0; step < 5; step += 1) playback = movePlayback(playback, { type: 'tick' });
    expect(playback).toMatchObject({ shown: 3, isPlaying: false });
  });
});
