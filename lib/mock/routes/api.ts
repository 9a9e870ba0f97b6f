import { Hono } from 'hono';
import type { RouteEnv, World } from '@/lib/mock/call';
import { clickRoutes } from './click';
import { eventRoutes } from './events';
import { leadV1Routes } from './lead-v1';
import { leadV2Routes } from './lead-v2';
import { readinessRoutes } from './readiness';
import { refundRoutes } from './refund';
import { saleRoutes } from './sale';
import { testEventRoutes } from './test-event';
import { testRoutes } from './tests';

/** All endpoints of the tracking API. Bodies, scenarios and CORS are settled before and after, in `mock.ts`. */
export function apiRoutes(world: World): Hono<RouteEnv> {
  const app = new Hono<RouteEnv>();
  const groups = [
    clickRoutes,
    leadV1Routes,
    leadV2Routes,
    saleRoutes,
    refundRoutes,
    testRoutes,
    eventRoutes,
    testEventRoutes,
    readinessRoutes,
  ];
  for (const routes of groups) app.route('/', routes(world));
  return app;
}
