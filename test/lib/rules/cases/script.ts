import { aNavigation, answered, aQueueItem, aRequest, aScript, failed } from '@/test/fixtures/entries';
import { journey, journeyParts, landed, SITE } from '@/test/lib/rules/journey';
import type { RuleCases } from '@/test/lib/rules/support';

/** When things happen in a journey without changes. */
const USUAL = journeyParts();

const WAITING = { state: 'waiting' as const, documentId: 'doc-signup', documentUrl: `${SITE}/signup` };
const NO_TRACKER = { script: null, global: null, click: null, cookie: null };
const BLOCKED = { state: 'failed' as const };

function withoutTracker(script: Parameters<typeof aScript>[0]) {
  return [...landed({ ...NO_TRACKER, landing: {} }), aScript({ documentId: 'doc-landing', ...script })];
}

export const SCRIPT_CASES: Record<string, RuleCases> = {
  'script-missing': {
    valid: {
      'a sound signup': journey(),
      'a page that nobody sent a visitor to': [aNavigation()],
      'a queue whose tracker is still loading': [
        ...landed(),
        aNavigation({ documentId: 'doc-signup', url: `${SITE}/signup` }),
        aScript({ state: 'found', documentId: 'doc-signup' }),
        aQueueItem(WAITING),
      ],
      'a referral link a second ago': {
        entries: landed(NO_TRACKER),
        options: { now: USUAL.landing.at + 1000 },
      },
    },
    invalid: {
      'calls on a page without the script': {
        entries: [...landed(), aNavigation({ documentId: 'doc-signup', url: `${SITE}/signup` }), aQueueItem(WAITING)],
        fix: 'data-affitor-program-id="29"',
        hides: ['queue-never-drained'],
      },
      'a referral link that led to a page which is not there': {
        entries: [aNavigation({ url: `${SITE}/?ref=maya`, status: 404 })],
        severity: 'warning',
        title: /status 404/,
      },
      'a referral link that led to no tracker, which may be none of ours': {
        entries: landed(NO_TRACKER),
        severity: 'warning',
        title: /referral link/,
      },
    },
  },
  'script-blocked': {
    valid: {
      'a sound signup': journey(),
      'a script the server does not have': withoutTracker(BLOCKED),
      'a blocked copy beside one that runs': [
        ...journey(),
        aScript({ documentId: 'doc-signup', state: 'failed', reason: 'blocked-by-client' }),
      ],
    },
    invalid: {
      'an ad blocker': {
        entries: withoutTracker({ ...BLOCKED, reason: 'blocked-by-client' }),
        title: /ad blocker/,
      },
      'a content security policy': {
        entries: withoutTracker({ ...BLOCKED, reason: 'blocked-by-csp' }),
        title: /content security policy/,
        fix: "connect-src 'self' https://api.affitor.com",
      },
      'mixed content': {
        entries: withoutTracker({
          ...BLOCKED,
          src: 'http://api.affitor.com/js/affitor-tracker.js',
          reason: 'blocked-mixed-content',
        }),
        title: /mixed content/,
        fix: 'src="https://api.affitor.com/js/affitor-tracker.js"',
      },
      'a host that DNS does not know, as the browser says': {
        entries: [
          ...withoutTracker(BLOCKED),
          aRequest({
            url: 'https://api.affitor.com/js/affitor-tracker.js',
            endpoint: { name: 'script', dialect: 'v1', assumed: false },
            carrier: 'script',
            method: 'GET',
            outcome: failed(0, 'dns', 'net::ERR_NAME_NOT_RESOLVED'),
          }),
        ],
        title: /host name/,
      },
      'calls that wait for the blocked script': {
        entries: [
          ...withoutTracker({ ...BLOCKED, reason: 'blocked-by-client' }),
          aQueueItem({ ...WAITING, documentId: 'doc-landing' }),
        ],
        hides: ['queue-never-drained'],
      },
    },
  },
  'script-load-failed': {
    valid: {
      'a sound signup': journey(),
      'a script that an ad blocker took': withoutTracker({ ...BLOCKED, reason: 'blocked-by-client' }),
    },
    invalid: {
      'a wrong address': {
        entries: [
          ...withoutTracker({ ...BLOCKED, src: 'https://api.affitor.com/affitor-tracker.js' }),
          aRequest({
            url: 'https://api.affitor.com/affitor-tracker.js',
            carrier: 'script',
            method: 'GET',
            outcome: answered(0, 404, 'Not found'),
          }),
        ],
        title: /answered 404/,
        fix: 'https://api.affitor.com/js/affitor-tracker.js',
      },
      'a wrong address, of which the browser told before the page told of itself': {
        entries: [
          ...withoutTracker({ ...BLOCKED, src: 'https://api.affitor.com/affitor-tracker.js' }),
          aRequest({
            documentId: 'doc-landing',
            documentUrl: '',
            at: USUAL.landing.at - 5,
            url: 'https://api.affitor.com/affitor-tracker.js',
            carrier: 'script',
            method: 'GET',
            outcome: answered(0, 404, 'Not found'),
          }),
        ],
        title: /answered 404/,
      },
      'an answer that Chromium keeps from the page, for it is no script': {
        entries: withoutTracker({ ...BLOCKED, reason: 'network', message: 'net::ERR_BLOCKED_BY_ORB' }),
        title: /no script/,
      },
      'a server that does not answer': { entries: withoutTracker({ ...BLOCKED, reason: 'timeout' }), title: /in time/ },
      'a failure of which nobody knows more': { entries: withoutTracker(BLOCKED), title: /could not be reached/ },
    },
  },
  'script-inert': {
    valid: {
      'a sound signup': journey(),
      'a tag that consent brought to life': [
        ...landed(),
        aScript({ documentId: 'doc-landing', state: 'inert', attributes: { type: 'text/plain' } }),
      ],
    },
    invalid: {
      'a consent manager’s tag': {
        entries: withoutTracker({
          state: 'inert',
          attributes: { type: 'text/plain', 'data-affitor-program-id': '29' },
        }),
        at: ['/attributes/type'],
        fix: 'data-affitor-program-id="29"',
      },
      'a tag of Partytown’s': { entries: withoutTracker({ state: 'inert', attributes: { type: 'text/partytown' } }) },
      'a tag that Rocket Loader rewrote': {
        entries: withoutTracker({ state: 'inert', attributes: { type: '6d2f0a1b9c8e-text/javascript' } }),
      },
    },
  },
  'script-integrity-failed': {
    valid: {
      'a sound signup': journey(),
      'a hash that fits': journey({
        script: { attributes: { integrity: 'sha384-abc', 'data-affitor-program-id': '29' } },
      }),
    },
    invalid: {
      'what the browser calls an integrity failure': {
        entries: withoutTracker({ ...BLOCKED, reason: 'integrity', attributes: { integrity: 'sha384-abc' } }),
        at: ['/attributes/integrity'],
      },
      'a script that arrived and was not run': {
        entries: [
          ...withoutTracker({ ...BLOCKED, attributes: { integrity: 'sha384-abc' } }),
          aRequest({
            url: 'https://api.affitor.com/js/affitor-tracker.js',
            carrier: 'script',
            method: 'GET',
            outcome: answered(0, 200, 'js'),
          }),
        ],
      },
    },
  },
  'script-duplicated': {
    valid: {
      'one script on each of two pages': journey(),
      'a second tag that was taken away': [...journey(), aScript({ documentId: 'doc-signup', state: 'removed' })],
    },
    invalid: {
      'two tags on one page': { entries: [...journey(), aScript({ documentId: 'doc-signup' })] },
    },
  },
  'script-after-call': {
    valid: {
      'a sound signup': journey(),
      'a call queued just before an SDK adds the script': lateScript(20),
    },
    invalid: {
      'a script added two seconds after the call': { entries: lateScript(2000), title: /after the signup call/ },
    },
  },
};

function lateScript(gapMs: number) {
  const { landing, script, global, click, cookie, page, pageScript, pageGlobal, call, request } = journeyParts();
  const queued = aQueueItem({
    documentId: page.documentId,
    documentUrl: page.documentUrl,
    at: page.at + 100,
    drainedAt: page.at + 200 + gapMs,
    effects: [call.id, request.id],
  });
  const added = { ...pageScript, at: queued.at + gapMs, loadedAt: queued.at + gapMs + 50 };
  const drained = { ...call, at: queued.at + gapMs + 100, queueItemId: queued.itemId ?? 0, cause: queued.id };
  const sent = { ...request, at: drained.at + 10 };
  const appeared = { ...pageGlobal, at: queued.at + gapMs + 60 };
  return [landing, script, global, click, cookie, page, queued, added, appeared, drained, sent];
}
