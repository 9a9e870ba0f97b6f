import type { RequestEntry } from '@/lib/model/entry';
import { answered, aQueueItem, aRequest, aScript, failed } from '@/test/fixtures/entries';
import { journey, journeyParts, landed, SITE } from '@/test/lib/rules/journey';
import type { RuleCases } from '@/test/lib/rules/support';

/** When things happen in a journey without changes. */
const USUAL = journeyParts();

const HASHED = { attributes: { integrity: 'sha384-abc', 'data-affitor-program-id': '29' } };
const REFUSED = { ...HASHED, documentId: 'doc-landing', state: 'failed' as const, routed: true };
const NO_TRACKER = { script: null, global: null, click: null, cookie: null };

const CUT = failed(USUAL.request.at, 'blocked-by-client', 'net::ERR_BLOCKED_BY_CLIENT');
const cutOff = (changes: Partial<RequestEntry> = {}): Partial<RequestEntry> => ({
  carrier: 'xhr-sync',
  routed: true,
  keepalive: false,
  outcome: CUT,
  ...changes,
});

export const ROUTING_CASES: Record<string, RuleCases> = {
  'routing-integrity': {
    valid: {
      'a sound signup': journey(),
      'a routed page whose tag has no hash': journey({ script: { routed: true }, pageScript: { routed: true } }),
      'a hash that refuses the real script': [
        ...landed(NO_TRACKER),
        aScript({ ...REFUSED, routed: false, reason: 'integrity' }),
      ],
      'a script that the page’s policy blocks before anybody answers': [
        ...landed(NO_TRACKER),
        aScript({ ...REFUSED, reason: 'blocked-by-csp' }),
      ],
    },
    invalid: {
      'a stand-in that arrived and was not run': {
        entries: [...landed(NO_TRACKER), aScript({ ...REFUSED, reason: 'integrity' })],
        at: ['/attributes/integrity'],
        fix: 'data-affitor-program-id="29"',
      },
      'a refusal of which the browser tells nothing more, with a call that waits for the tracker': {
        entries: [
          ...landed(NO_TRACKER),
          aScript(REFUSED),
          aQueueItem({ state: 'waiting', documentId: 'doc-landing', documentUrl: `${SITE}/signup` }),
        ],
        hides: ['queue-never-drained'],
      },
    },
  },
  'routing-sync-xhr': {
    valid: {
      'a sound signup': journey(),
      'a routed lead that the mock answered': journey({ request: { routed: true } }),
      'a synchronous lead of a page that is not routed': journey({ request: cutOff({ routed: false }) }),
      'a synchronous lead that the page’s policy blocked': journey({
        request: cutOff({ outcome: failed(USUAL.request.at, 'blocked-by-csp') }),
      }),
      'one that was answered, by the page’s own host': [
        ...journey(),
        aRequest(cutOff({ outcome: answered(0, 200, {}) })),
      ],
    },
    invalid: {
      'a synchronous lead': {
        entries: journey({ request: cutOff() }),
        fix: "request.open('POST', url);",
        hides: ['lead-request-failed'],
      },
      'a synchronous click': {
        entries: landed({ click: cutOff(), cookie: null }),
        hides: ['click-failed'],
      },
      'a synchronous test event': {
        entries: [
          ...journey(),
          aRequest({
            ...cutOff(),
            endpoint: { name: 'test', dialect: 'v1', assumed: false },
            documentId: 'doc-signup',
          }),
        ],
      },
    },
  },
};
