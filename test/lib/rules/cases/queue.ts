import type { Entry, QueueEntry } from '@/lib/model/entry';
import { aCall, aConsoleLine, aLead, aNavigation, aQueueItem } from '@/test/fixtures/entries';
import { journey, journeyParts, landed, SITE } from '@/test/lib/rules/journey';
import type { RuleCases } from '@/test/lib/rules/support';

/** When things happen in a journey without changes. */
const USUAL = journeyParts();

const PAGE = { documentId: 'doc-signup', documentUrl: `${SITE}/signup` };
const NO_LEAD = { call: null, request: null };
const WAITING = { ...PAGE, state: 'waiting' as const };

/** A signup through the queue, drained when the tracker loaded. */
function queued(): Entry[] {
  const { pageScript, pageGlobal, call, request, ...before } = journeyParts();
  const at = before.page.at + 100;
  const item = aQueueItem({ ...PAGE, at, drainedAt: pageScript.at + 200, effects: [call.id] });
  const drained = { ...call, cause: item.id, queueItemId: item.itemId ?? 0 };
  return [...Object.values(before), item, pageScript, pageGlobal, drained, request];
}

/** A signup page with a tracker, and an item in its queue that stays there. */
function stuck(changes: Partial<QueueEntry>, moment: 'before' | 'after' = 'before'): Entry[] {
  const { page, pageScript, pageGlobal, ...rest } = journeyParts();
  const { landing, script, global, click, cookie } = rest;
  const at = moment === 'before' ? page.at + 10 : pageGlobal.at + 1770;
  const item = aQueueItem({ ...WAITING, at, ...changes });
  if (!Array.isArray(item.item) || item.item.length === 0) delete item.method;
  return [landing, script, global, click, cookie, page, pageScript, pageGlobal, item];
}

/** A queue that stays as it is whether the tracker reads it or not. */
function frozen(lead: 'sent' | 'another' | 'silent'): Entry[] {
  const { pageGlobal } = USUAL;
  const queue = aQueueItem({ ...PAGE, state: 'unreadable', at: USUAL.page.at + 10 });
  delete queue.itemId;
  const user = lead === 'sent' ? {} : { user_id: 'u_other', email: 'other@example.org' };
  const request = aLead(user, { ...PAGE, keepalive: true, at: pageGlobal.at + 20 });
  return [...stuck({}), queue, ...(lead === 'silent' ? [] : [request])];
}

/** The page is left while its item waits; `script` says how far the tracker had come. */
function left(script: 'loading' | 'cut' | 'none', afterMs = 400): Entry[] {
  const { landing, page, pageScript, ...rest } = journeyParts();
  const item = aQueueItem({ ...WAITING, at: page.at + 20 });
  const next = aNavigation({ documentId: 'doc-welcome', url: `${SITE}/welcome`, at: item.at + afterMs });
  const found = { ...pageScript, state: 'found' as const, at: page.at + 10 };
  delete found.loadedAt;
  const cut = { ...found, state: 'failed' as const, reason: 'aborted' as const, endedAt: item.at + afterMs - 5 };
  const { click, cookie, global } = rest;
  return [
    landing,
    rest.script,
    global,
    click,
    cookie,
    page,
    ...(script === 'none' ? [] : [script === 'cut' ? cut : found]),
    item,
    next,
  ];
}

export const QUEUE_CASES: Record<string, RuleCases> = {
  'queue-misspelt': {
    valid: { 'the right name': queued() },
    invalid: {
      'another name': {
        entries: [...journey(NO_LEAD), aQueueItem({ ...PAGE, name: 'affitorQeue', state: 'misspelt' })],
        title: /affitorQeue/,
        fix: 'window.affitorQueue = window.affitorQueue || [];',
      },
    },
  },
  'queue-not-global': {
    valid: { 'a queue on window': queued() },
    invalid: {
      'a queue declared with let': {
        entries: [...journey(NO_LEAD), aQueueItem({ ...PAGE, state: 'lexical' })],
        fix: 'window.affitorQueue',
      },
    },
  },
  'queue-replaced': {
    valid: {
      'a queue that the tracker replaced after reading it': [...queued(), aQueueItem({ ...PAGE, state: 'replaced' })],
    },
    invalid: {
      'a new array while a call waited': {
        entries: [...stuck({}), aQueueItem({ ...PAGE, state: 'replaced', at: USUAL.page.at + 50 })],
        hides: ['queue-never-drained'],
      },
    },
  },
  'queue-never-drained': {
    valid: {
      'a queue that was read': queued(),
      'an item pushed too late': stuck({}, 'after'),
      'a queue that cannot be emptied, whose lead was sent': frozen('sent'),
    },
    invalid: {
      'an item that waited for the tracker, and still waits': { entries: stuck({}), severity: 'error' },
      'a queue that cannot be emptied, after which no lead was seen': {
        entries: frozen('silent'),
        severity: 'warning',
        title: 'may never have been read',
      },
      'a queue that cannot be emptied, after which only another lead was seen': {
        entries: frozen('another'),
        severity: 'warning',
      },
    },
  },
  'queue-unknown-method': {
    valid: {
      'a method of this dialect': queued(),
      'a method of the other dialect that the tracker took all the same': [
        ...journey(NO_LEAD),
        aQueueItem({ ...PAGE, itemId: 5, item: ['signup', 'u_1'], method: 'signup' }),
        aCall({ ...PAGE, method: 'signup', args: ['u_1'], queueItemId: 5 }),
      ],
    },
    invalid: {
      'a misspelt method': {
        entries: stuck({ state: 'drained', item: ['track_lead', {}], method: 'track_lead' }),
        title: /track_lead/,
        fix: "['trackLead'",
        at: ['/item/0'],
      },
      'a v2 method for a v1 tracker': {
        entries: stuck({ state: 'drained', item: ['getClickId'], method: 'getClickId' }),
        fix: "['trackLead'",
      },
    },
  },
  'queue-malformed-item': {
    valid: { 'an array that begins with the method': queued() },
    invalid: {
      'the method alone': { entries: stuck({ item: 'trackLead' }), at: ['/item'] },
      'an object': { entries: stuck({ item: { method: 'trackLead' } }) },
      'a function': { entries: stuck({ item: { $type: 'function' } }) },
      'an empty array': { entries: stuck({ item: [] }) },
    },
  },
  'queue-push-after-load': {
    valid: { 'a push before the tracker loaded': queued(), 'a push that waits for a tracker': stuck({}) },
    invalid: {
      'a push after the tracker had loaded': { entries: stuck({}, 'after'), fix: 'if (window.affitor)' },
      'a push that the page’s witness saw nobody take': { entries: stuck({ afterLoad: true }) },
    },
  },
  'queue-lost-by-navigation': {
    valid: {
      'a queue that was read, then a new page': [...queued(), aNavigation({ documentId: 'doc-3', url: `${SITE}/x` })],
    },
    invalid: {
      'a page left while the script was loading': { entries: left('loading') },
      'a page left while the script was loading, as Firefox tells it': { entries: left('cut') },
      'a page left before its script was even added': { entries: left('none') },
    },
  },
  'lead-called-before-tracker': {
    valid: {
      'a call after the tracker had loaded': journey(),
      'an error about the queue': [
        ...landed(),
        aConsoleLine({ ...PAGE, level: 'error', text: 'Uncaught ReferenceError: affitorQueue is not defined' }),
      ],
    },
    invalid: {
      'a name that does not exist yet': {
        entries: [...landed(), complaint('Uncaught ReferenceError: affitor is not defined')],
        fix: 'if (window.affitor)',
      },
      'what Chromium says of window.affitor': {
        entries: [
          ...landed(),
          complaint("Uncaught TypeError: Cannot read properties of undefined (reading 'trackLead')"),
        ],
      },
      'what Firefox says of it': {
        entries: [...landed(), complaint('TypeError: can\'t access property "signup", window.affitor is undefined')],
      },
      'a call that threw': {
        entries: [
          ...landed(),
          aNavigation({ ...PAGE, url: PAGE.documentUrl }),
          aCall({
            ...PAGE,
            outcome: {
              kind: 'threw',
              value: { $type: 'error', text: 'TypeError: affitor.trackLead is not a function' },
              endedAt: 0,
            },
          }),
        ],
        hides: ['lead-not-sent'],
      },
    },
  },
};

function complaint(text: string): Entry {
  return aConsoleLine({ ...PAGE, level: 'error', text });
}
