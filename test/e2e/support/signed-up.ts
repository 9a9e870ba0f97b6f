import type { BrowserName, PageUnderTest } from './inspector';
import { integrationNamed, land, signUp } from './journey';
import type { Panel } from './panel';
import { openWorld, type World, type WorldOptions } from './world';

/** A v1 page on which somebody came through a partner's link and signed up, the panel being open since the landing. */
export type SignedUp = { world: World; page: PageUnderTest; panel: Panel };

export const openSignedUp = async (browser: BrowserName, options: WorldOptions = {}): Promise<SignedUp> => {
  const world = await openWorld(browser, options);
  try {
    const v1 = integrationNamed('v1');
    const page = await world.openPage();
    await land(page, world.shop.origin, v1);
    const panel = await world.driver.openPanel(page);
    await signUp(page, world.shop.origin, v1);
    await panel.untilVerdict('attributed');
    return { world, page, panel };
  } catch (error) {
    await world.close();
    throw error;
  }
};
