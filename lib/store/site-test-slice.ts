import type { StateCreator } from 'zustand/vanilla';
import type { SiteTestAsk, SiteTestPlan, SiteTestView } from '@/lib/model/site-test';
import type { PanelEnvironment, PanelState } from './panel-store';

/** The test of this tab's site, which the background runs: what it says of it, and what was asked for in vain. */
export type SiteTestSlice = {
  siteTest: SiteTestView;
  siteTestRefused: string | undefined;
  /** The form is open. */
  isPlanningSiteTest: boolean;
  planSiteTest(): Promise<void>;
  startSiteTest(plan: SiteTestPlan): Promise<void>;
  /** With what was seen so far. */
  finishSiteTest(): Promise<void>;
  cancelSiteTest(): Promise<void>;
  /** Deletes how somebody signed up on the origin. */
  forgetSignup(origin: string): Promise<void>;
  /** Puts the form or the result away. */
  closeSiteTest(): Promise<void>;
};

export function siteTestSlice({
  connection,
  clock,
}: PanelEnvironment): StateCreator<PanelState, [], [], SiteTestSlice> {
  return (set) => {
    const show = (siteTest: SiteTestView) =>
      set({ siteTest, ...(siteTest.state !== 'idle' && { isPlanningSiteTest: false }) });
    const ask = async (asked: SiteTestAsk, what: string): Promise<void> => {
      try {
        show(await connection.ask('site-test', asked));
        set({ siteTestRefused: undefined });
      } catch (cause) {
        set({ siteTestRefused: `${what}: ${cause instanceof Error ? cause.message : String(cause)}` });
      }
    };

    connection.subscribe((event) => {
      if (event.type === 'site-test') show(event.view);
      // One may run since before this panel was opened, or have ended while there was no connection.
      if (event.type === 'hello') clock.onFrame(() => void ask({ action: 'peek' }, 'Whether a test runs is not known'));
    });

    return {
      siteTest: { state: 'idle' },
      siteTestRefused: undefined,
      isPlanningSiteTest: false,

      async planSiteTest() {
        await ask({ action: 'look' }, 'The test could not be prepared');
        set(({ siteTest }) => ({ isPlanningSiteTest: siteTest.state === 'idle' }));
      },
      startSiteTest: (plan) => ask({ action: 'start', plan }, 'The test was not started'),
      finishSiteTest: () => ask({ action: 'finish' }, 'The test could not be finished'),
      cancelSiteTest: () => ask({ action: 'cancel' }, 'The test could not be cancelled'),
      forgetSignup: (origin) => ask({ action: 'forget', origin }, 'The recorded signup could not be deleted'),
      async closeSiteTest() {
        set({ isPlanningSiteTest: false, siteTestRefused: undefined });
        await ask({ action: 'dismiss' }, 'The result could not be put away');
      },
    };
  };
}
