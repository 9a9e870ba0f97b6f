import type { JournalRecord } from '@/lib/model/observation';
import { jsonBody } from '@/test/fixtures/entries';
import {
  callRecord,
  consoleRecord,
  cookieRecord,
  navigationRecord,
  queueRecord,
  requestRecord,
  resetRecords,
  responseRecord,
  scriptRecord,
} from '@/test/fixtures/records';

/** A v1 signup with debug on: a click, a queued lead kept as a test, and a push that nothing read. */
export function aTestSignup(): JournalRecord[] {
  resetRecords();
  const attributes = { 'data-affitor-program-id': '29', 'data-affitor-debug': 'true' };
  const lead = { email: 'ada@example.org', user_id: 'user_123', name: 'Ada' };
  const landing = 'https://shop.example.com/?ref=maya-reviews';
  const atLanding = { documentId: 'doc-0', documentUrl: landing };
  return [
    navigationRecord({ url: landing, ...atLanding }),
    requestRecord({
      ...atLanding,
      requestId: 'click',
      url: 'https://api.affitor.com/api/tracking/click',
      body: jsonBody({ affiliate_url: landing }),
    }),
    responseRecord({ ...atLanding, requestId: 'click', url: 'https://api.affitor.com/api/tracking/click' }),
    cookieRecord(atLanding),
    navigationRecord(),
    queueRecord({
      itemId: 1,
      item: ['trackLead', lead],
      stack: 'Error\n    at submit (https://shop.example.com/src/form.tsx:48:5)',
    }),
    scriptRecord({ attributes }),
    scriptRecord({ attributes, phase: 'loaded' }),
    queueRecord({ itemId: 1, phase: 'drained', item: ['trackLead', lead] }),
    callRecord({ callId: 1, args: [lead], queueItemId: 1 }),
    consoleRecord({ text: '[Affitor Tracker] ✅ Affitor: user_id detected - user_123' }),
    consoleRecord({ text: '[Affitor Tracker] heartbeat 1' }),
    requestRecord({ requestId: 'lead', body: jsonBody({ ...lead, additional_data: { test_mode: true } }) }),
    responseRecord({ requestId: 'lead', durationMs: 212 }),
    callRecord({ callId: 1, phase: 'returned' }),
    queueRecord({ itemId: 2, afterLoad: true, item: ['trackLead', { email: 'ada@example.org', user_id: 'u_8142' }] }),
  ];
}

export const COOKIES = [
  {
    name: 'customer_code',
    value: 'cust_29_1760000000000',
    attributes: { domain: '.example.com', path: '/', expiresAt: Date.now() + 59.8 * 86_400_000, secure: true },
  },
];
