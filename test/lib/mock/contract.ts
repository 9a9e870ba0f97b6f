import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import { seedWorld } from '@/lib/mock/ledger/seed';
import { clickContract } from './contract/click';
import { corsContract } from './contract/cors';
import { eventsContract } from './contract/events';
import { leadV1Contract } from './contract/lead-v1';
import { leadV2Contract } from './contract/lead-v2';
import { saleContract } from './contract/sale';
import { scenarioContract } from './contract/scenarios';
import { apiOf, type LeftOut, type Target } from './contract/target';
import { verificationContract } from './contract/verification';

/**
 * What the tracking API promises, case by case, against whatever answers: the function, the command over HTTP, or a
 * page whose traffic is routed to the mock. Returns the cases that `fromPage` leaves out, each with why no page can make it.
 */
export function describeContract(
  name: string,
  start: () => Promise<Target>,
  { fromPage = false }: { fromPage?: boolean } = {},
): readonly LeftOut[] {
  let current: Target | undefined;
  const target = () => {
    if (!current) throw new Error('The target has not started');
    return current;
  };
  const api = apiOf(target, fromPage);
  describe(name, () => {
    beforeAll(async () => {
      current = await start();
    });
    afterAll(() => current?.close?.());
    beforeEach(async () => {
      await target().control.restore(seedWorld());
      await target().control.reset();
    });

    clickContract(api);
    leadV1Contract(api);
    leadV2Contract(api);
    saleContract(api);
    eventsContract(api);
    verificationContract(api);
    scenarioContract(api);
    corsContract(api, target);
  });
  return api.leftOut;
}
