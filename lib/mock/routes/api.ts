import { Hono } from 'hono';
import type { RouteEnv, World } from '@/lib/mock/call';
import { clickRoutes } from './click';
import { leadV1Routes } from './lead-v1';
import { leadV2Routes } from './lead-v2';
import { testRoutes } from './tests';

/** All endpoints of the tracking API. Bodies, scenarios and CORS are settled before and after, in `mock.ts`. */
export function apiRoutes(world: World): Hono<RouteEnv> {
  return new Hono<RouteEnv>()
    .route('/', clickRoutes(world))
    .route('/', leadV1Routes(world))
    .route('/', leadV2Routes(world))
    .route('/', testRoutes(world));
}
