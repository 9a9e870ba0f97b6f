import { Hono } from 'hono';
import { keyOrNull, type RouteEnv, textOrNull, type World } from '@/lib/mock/call';
import { recordClick } from '@/lib/mock/ledger/clicks';
import { answerTestMode, isTestMode } from '@/lib/mock/test-mode';
import { ASSUMED_V1_PATHS, DIALECTS } from '@/lib/tracker/dialects';

/** A visitor landed with a referral link, in either dialect. */
export function clickRoutes(world: World): Hono<RouteEnv> {
  const app = new Hono<RouteEnv>();
  for (const path of [ASSUMED_V1_PATHS.click, '/api/v1/track/click']) {
    app.post(path, (c) => {
      const { body, dialect, effects } = c.env;
      if (isTestMode(body)) return answerTestMode(world, c, 'click');
      const result = recordClick(world.ledger, {
        affiliateUrl: body.affiliate_url,
        parameter: DIALECTS[dialect].landingParameter,
        existingCode: effects.customerUnknown ? null : keyOrNull(body.existing_click_id ?? body.customer_code),
        pageUrl: textOrNull(body.page_url),
        dialect,
        now: world.now(),
        programInactive: effects.programInactive === true,
      });
      if (result.kind === 'refused') return c.json({ error: result.error }, 400);
      if (result.kind === 'inactive-link') {
        return c.json({ success: false, message: 'Referral link is inactive' });
      }
      const { customer, link, program } = result;
      return c.json({
        success: true,
        [dialect === 'v1' ? 'customer_code' : 'click_id']: customer.code,
        partner_code: link.code,
        cookie_window_days: program.cookie_window_days,
      });
    });
  }
  return app;
}
