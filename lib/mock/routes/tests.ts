import { Hono } from 'hono';
import { type RouteEnv, textOrNull, type World } from '@/lib/mock/call';
import { ERRORS } from '@/lib/mock/errors';
import { readProgramId } from '@/lib/mock/test-mode';

/**
 * v1's verification: a tracker in debug sends test events, the dashboard asks which arrived. The shape of the
 * second answer is not documented; ours lists the events.
 */
export function testRoutes(world: World): Hono<RouteEnv> {
  const app = new Hono<RouteEnv>();
  app.post('/api/tracking/test', (c) => {
    const { body, dialect } = c.env;
    const programId = readProgramId(body.program_id);
    if (programId === null) return c.json({ error: ERRORS.programIdRequired }, 400);
    const id = world.ledger.nextId();
    const at = world.now();
    const stepId = textOrNull(body.step_id) ?? 'pageview';
    world.ledger.testEvents.put({ id, at, program_id: programId, event_type: 'test', step_id: stepId, dialect });
    return c.json({
      success: true,
      message: 'Test event received',
      testEvent: { id, event_type: 'test', timestamp: new Date(at).toISOString() },
    });
  });
  app.post('/api/tracking/check-test-events', (c) => {
    const { body } = c.env;
    const programId = readProgramId(body.program_id);
    if (programId === null) return c.json({ error: ERRORS.programIdRequired }, 400);
    const stepId = textOrNull(body.step_id);
    const events = world.ledger.testEvents
      .rows()
      .filter((event) => event.program_id === programId && (stepId === null || event.step_id === stepId))
      .map(({ id, at, event_type, step_id }) => ({ id, event_type, step_id, timestamp: new Date(at).toISOString() }))
      .toReversed();
    return c.json({ success: true, received: events.length > 0, events });
  });
  return app;
}
