import { describe, expect, it } from 'vitest';
import { planReplay, type ReplayResult, runReplay } from '@/lib/replay/run-replay';
import { aClick, aLead, aRequest } from '@/test/fixtures/entries';

const aReply = { status: 200, statusText: 'OK', headers: [], body: '', durationMs: 1 };

describe('a replay plan', () => {
  it('puts requests in their original order and spacing', () => {
    const click = aClick({}, { at: 1000 });
    const lead = aLead({}, { at: 3500 });
    const plan = planReplay([lead, click], 'original');
    expect(plan.steps.map((step) => [step.number, step.afterMs])).toEqual([
      [click.number, 0],
      [lead.number, 2500],
    ]);
    expect(planReplay([lead, click], 'none').steps.map((step) => step.afterMs)).toEqual([0, 0]);
  });

  it('leaves out scripts, replays and bodies nobody saw, each with its reason', () => {
    const plan = planReplay(
      [
        aRequest({ carrier: 'script' }),
        aLead({}, { ours: true }),
        aRequest({ body: { kind: 'unavailable', reason: 'a Blob' } }),
      ],
      'none',
    );
    expect(plan.steps).toEqual([]);
    expect(plan.left.map((one) => one.reason)).toEqual([
      'It is the tracker’s script.',
      'It is a replay itself.',
      expect.stringContaining('a Blob'),
    ]);
  });
});

describe('running a replay', () => {
  const plan = planReplay([aClick(), aLead(), aLead()], 'original');

  it('sends one after the other and goes on after a failure', async () => {
    const results: ReplayResult[] = [];
    let sent = 0;
    const end = await runReplay(plan.steps, {
      signal: new AbortController().signal,
      pause: async () => undefined,
      send: async () => {
        sent += 1;
        if (sent === 2) throw new Error('Connection refused');
        return aReply;
      },
      onResult: (result) => results.push(result),
    });
    expect(end).toBe('done');
    expect(results.map((result) => result.kind)).toEqual(['answered', 'failed', 'answered']);
  });

  it('stops where it was cancelled', async () => {
    const controller = new AbortController();
    const results: ReplayResult[] = [];
    const end = await runReplay(plan.steps, {
      signal: controller.signal,
      pause: async (_milliseconds, signal) => signal.throwIfAborted(),
      send: async () => {
        controller.abort();
        return aReply;
      },
      onResult: (result) => results.push(result),
    });
    expect(end).toBe('cancelled');
    expect(results).toHaveLength(1);
  });
});
