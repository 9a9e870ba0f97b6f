import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTrackerHost, isTrackerScript, recogniseEndpoint } from '@/lib/tracker/endpoint';

const API = 'https://api.affitor.com';

describe('recogniseEndpoint', () => {
  it.each([
    ['POST', `${API}/api/v1/track/click`, 'click', 'v2', false],
    ['POST', `${API}/api/v1/track/lead`, 'lead', 'v2', false],
    ['POST', `${API}/api/v1/track/sale`, 'sale', 'v2', false],
    ['POST', `${API}/api/v1/track/refund`, 'refund', 'v2', false],
    ['POST', `${API}/api/tracking/click`, 'click', 'v1', true],
    ['POST', `${API}/api/tracking/lead`, 'lead', 'v1', true],
    ['POST', `${API}/api/tracking/test`, 'test', 'v1', false],
    ['POST', `${API}/api/tracking/check-test-events`, 'check-test-events', 'v1', false],
    ['GET', `${API}/api/tracking/events/42?page=1`, 'events', 'v1', false],
    ['POST', `${API}/api/v1/cli/test-event`, 'test-event', 'v2', false],
    ['GET', `${API}/api/v1/programs/me/readiness`, 'readiness', 'v2', false],
    ['GET', `${API}/js/affitor-tracker.js?v=3`, 'script', 'v1', false],
  ])('knows %s %s', (method, url, name, dialect, assumed) => {
    expect(recogniseEndpoint(url, method)).toEqual({ name, dialect, assumed });
  });

  it('knows a self-hosted API, also below a path and with a slash at the end', () => {
    expect(recogniseEndpoint('http://localhost:1337/api/tracking/lead', 'post')?.name).toBe('lead');
    expect(recogniseEndpoint('https://shop.example.com/affitor-proxy/api/v1/track/click/', 'POST')?.name).toBe('click');
  });

  it('leaves another method, path or program’s event list unrecognised', () => {
    expect(recogniseEndpoint(`${API}/api/v1/track/lead`, 'GET')).toBeUndefined();
    expect(recogniseEndpoint(`${API}/api/v1/track/leads`, 'POST')).toBeUndefined();
    expect(recogniseEndpoint(`${API}/api/tracking/events/`, 'GET')).toBeUndefined();
    expect(recogniseEndpoint(`${API}/api/tracking/events/42/more`, 'GET')).toBeUndefined();
  });

  it('keeps to the hosts it is given', () => {
    const url = 'https://tracking.shop.example/api/v1/track/lead';
    expect(recogniseEndpoint(url, 'POST', [])).toBeUndefined();
    expect(recogniseEndpoint(url, 'POST', ['tracking.shop.example'])?.name).toBe('lead');
    expect(recogniseEndpoint(`${API}/api/v1/track/lead`, 'POST', [])?.name).toBe('lead');
  });

  it('never throws, whatever the URL', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (url, method) => {
        expect(() => recogniseEndpoint(url, method)).not.toThrow();
      }),
    );
  });
});

describe('the tracker’s hosts and scripts', () => {
  it('are the vendor’s, and those somebody named', () => {
    expect(isTrackerHost('api.affitor.com')).toBe(true);
    expect(isTrackerHost('localhost:1337')).toBe(true);
    expect(isTrackerHost('shop.example.com')).toBe(false);
    expect(isTrackerHost('shop.example.com', ['shop.example.com'])).toBe(true);
  });

  it('are told by the file name on any host', () => {
    expect(isTrackerScript('https://cdn.shop.example/js/affitor-tracker-local.js')).toBe(true);
    expect(isTrackerScript('https://cdn.shop.example/js/not-affitor-tracker.js')).toBe(false);
  });
});
