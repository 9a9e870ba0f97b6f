import { describe, expect, it } from 'vitest';
import type { SignupProgress } from '@/lib/model/site-test';
import { FIND_WITHIN_MS, parseReply, playSignup } from '@/lib/site-test/play-signup';
import type { PlayAsk, PlayReply, SignupStep } from '@/lib/site-test/signup-step';
import { aRecording, aStep, emailStep, passwordStep, pressStep } from './support';

type Answer = (asked: PlayAsk, sinceMs: number) => PlayReply['state'];

/** Plays against a page that answers so; time passes only where it is waited for. */
async function play(steps: SignupStep[], answer: Answer = () => 'done', abortAt = Number.POSITIVE_INFINITY) {
  let now = 0;
  const ended = new AbortController();
  const made: string[] = [];
  const opened: string[] = [];
  const told: SignupProgress[] = [];
  await playSignup(
    aRecording({ steps }),
    { password: 'made-up', emailsAt: undefined },
    {
      now: () => now,
      async wait(durationMs) {
        now += durationMs;
        if (now >= abortAt) ended.abort();
      },
      async ask(asked) {
        const state = answer(asked, now);
        if (state === 'done' && !asked.dry)
          made.push(`${asked.step.place.name || asked.step.act.kind} ${asked.text}`.trim());
        return { state };
      },
      open: async (url) => void opened.push(url),
      tell: (progress) => told.push(progress),
    },
    ended.signal,
  );
  return { made, opened, told, last: told.at(-1), tookMs: now };
}

describe('playing a recorded signup', () => {
  it('makes its steps in their order, tells each, and types one made-up password', async () => {
    const again = aStep({ kind: 'secret', secret: 'password' }, { name: 'again' });
    const { made, told, opened } = await play([emailStep, passwordStep, again, pressStep]);
    expect(made).toEqual(['email jo@example.com', 'password made-up', 'again made-up', 'press']);
    expect(told[0]).toEqual({ kind: 'playing', field: 'E-mail', step: 1, of: 4 });
    expect(told.at(-1)).toEqual({ kind: 'played', of: 4 });
    expect(opened).toEqual([]);
  });

  it('waits for a field that comes late', async () => {
    const { made, last } = await play([emailStep], (_asked, sinceMs) => (sinceMs < 4000 ? 'absent' : 'done'));
    expect(made).toHaveLength(1);
    expect(last).toEqual({ kind: 'played', of: 1 });
  });

  it.each([
    ['absent', 'the field “E-mail” was not found on /signup'],
    ['disabled', 'the field “E-mail” on /signup stayed disabled'],
    ['loading', '/signup did not finish loading'],
    ['elsewhere', 'the page /signup was not reached'],
  ] as const)('stops where it is %s, says what and what to do, and makes no further step', async (state, part) => {
    const { made, last, tookMs } = await play([emailStep, pressStep], (asked) =>
      asked.step === emailStep ? state : 'done',
    );
    expect(made).toEqual([]);
    expect(last).toEqual({
      kind: 'stopped',
      text: `Stopped at step 1 of 2: ${part}. Sign up by hand; the test goes on waiting.`,
    });
    expect(tookMs).toBeLessThan(FIND_WITHIN_MS + 1000);
  });

  it('stops where only the person knows what to type', async () => {
    const card = aStep({ kind: 'secret', secret: 'card' }, { label: 'Card number' });
    const { made, last } = await play([emailStep, card, pressStep]);
    expect(made).toEqual(['email jo@example.com']);
    expect(last).toMatchObject({ kind: 'stopped', text: expect.stringContaining('“Card number” is never recorded.') });
  });

  it('opens the page of a step that nothing leads to, once', async () => {
    let isThere = false;
    const { opened } = await play([emailStep, passwordStep], (_asked, sinceMs) => {
      isThere ||= sinceMs > 1000;
      return isThere ? 'done' : 'elsewhere';
    });
    expect(opened).toEqual([emailStep.page]);
  });

  it('waits for what was pressed to lead on, and then takes a page of another path', async () => {
    const next = aStep({ kind: 'type', value: 'Lumen' }, { name: 'company' }, 'https://shop.example.com/accounts/1');
    const { opened, made } = await play([pressStep, next], (asked) =>
      asked.step === next && !asked.anyPath ? 'elsewhere' : 'done',
    );
    expect(opened).toEqual([]);
    expect(made).toEqual(['press', 'company Lumen']);
  });

  it('leaves out a banner that was agreed to earlier', async () => {
    const accept = aStep({ kind: 'press', isSubmit: false }, { tag: 'button', type: 'button', label: 'Accept' });
    const { made, last } = await play([accept, emailStep], ({ step }) => (step === accept ? 'absent' : 'done'));
    expect(made).toEqual(['email jo@example.com']);
    expect(last).toEqual({ kind: 'played', of: 2 });
  });

  it('stops at once when the test ends', async () => {
    const { made, last } = await play([emailStep, passwordStep], () => 'done', 100);
    expect(made).toEqual(['email jo@example.com']);
    expect(last).toMatchObject({ kind: 'playing' });
    expect((await play([emailStep], () => 'absent', 1000)).last).toMatchObject({ kind: 'playing' });
  });

  it('takes no answer, or one that makes no sense, for a page that loads', () => {
    expect(parseReply(undefined)).toEqual({ state: 'loading' });
    expect(parseReply({ state: 'won' })).toEqual({ state: 'loading' });
    expect(parseReply({ state: 'absent' })).toEqual({ state: 'absent' });
  });
});
