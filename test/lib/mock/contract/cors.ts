import { describe, expect, it } from 'vitest';
import { ENDPOINTS } from '@/lib/tracker/dialects';
import type { Api, Target } from './target';
import { CLICK, LEAD, landing } from './target';

/** What the browser asks before and reads after. */
export function corsContract(api: Api, target: () => Target): void {
  const byBrowser = 'the browser asks beforehand by itself, and a page cannot';
  const hidden = 'the browser does not show a page these headers';
  const preflight = (path: string, headers: Record<string, string> = {}) =>
    target().fetch(path, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://shop.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
        ...headers,
      },
    });

  describe('CORS', () => {
    for (const path of ENDPOINTS.map(({ path }) => path.replace(/\/$/, '/42'))) {
      api.unlessPage(byBrowser, `lets any site ask ${path}`, async () => {
        const { status, headers } = await preflight(path);
        expect(status).toBe(204);
        expect(headers.get('access-control-allow-origin')).toBe('https://shop.example');
        expect(headers.get('access-control-allow-methods')).toContain('POST');
        expect(headers.get('access-control-allow-headers')).toBe('content-type');
        expect(headers.get('access-control-allow-credentials')).toBe('true');
        expect(headers.get('vary')).toContain('Origin');
      });
    }

    api.unlessPage(byBrowser, 'lets a public page reach a loopback address, when the browser asks', async () => {
      const { headers } = await preflight(CLICK, { 'access-control-request-private-network': 'true' });
      expect(headers.get('access-control-allow-private-network')).toBe('true');
    });

    for (const origin of ['https://shop.example', 'null']) {
      api.unlessPage(hidden, `shows answers and refusals to a page of origin ${origin}`, async () => {
        const answer = await api.send(CLICK, { origin, body: { affiliate_url: landing('PARTNER123') } });
        const refusal = await api.send(LEAD, { origin, body: {} });
        for (const { headers } of [answer, refusal]) {
          expect(headers.get('access-control-allow-origin')).toBe(origin);
          expect(headers.get('access-control-allow-credentials')).toBe('true');
        }
      });
    }

    it('shows refusals a scenario makes up, too', async () => {
      for (const scenario of ['500', 'html-error', 'malformed-json', '429'] as const) {
        await api.setScenario({ scenario });
        // Where CORS does not allow it, a page gets no answer at all.
        const answer = await target().fetch(CLICK, {
          method: 'POST',
          ...(!api.fromPage && { headers: { origin: 'https://shop.example' } }),
          body: '{}',
        });
        if (!api.fromPage) expect(answer.headers.get('access-control-allow-origin')).toBe('https://shop.example');
      }
    });

    api.unlessPage(hidden, 'sends no CORS header under cors-refused, neither before nor after', async () => {
      await api.setScenario({ scenario: 'cors-refused' });
      const before = await preflight(CLICK);
      const after = await api.send(CLICK, { body: { affiliate_url: landing('PARTNER123') } });
      for (const { headers } of [before, after]) expect(headers.get('access-control-allow-origin')).toBeNull();
    });

    it('answers a wrong method and an unknown path readably', async () => {
      const wrong = await api.send(CLICK, { method: 'GET' });
      expect(wrong).toMatchObject({ status: 405, body: { error: 'Method not allowed' } });
      const unknown = await api.send('/api/v2/track/click', { body: {} });
      expect(unknown).toMatchObject({ status: 404, body: { error: 'Not found' } });
      if (api.fromPage) return;
      expect(wrong.headers.get('allow')).toBe('POST, OPTIONS');
      expect(unknown.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    });

    it('refuses a body over the limit', async () => {
      const got = await api.send(CLICK, { body: JSON.stringify({ affiliate_url: 'x'.repeat(1_100_000) }) });
      expect(got.status).toBe(413);
      expect(got.body).toEqual({ error: 'Request body is larger than 1048576 bytes' });
    });
  });
}
