import { ERRORS } from '@/lib/mock/errors';
import type { Dialect, EndpointName } from '@/lib/model/entry';
import type { Json } from '@/lib/model/json';

/** The refusals a scenario plays: the endpoint's own text where it has one for that status, else a plain one. */

export type ErrorStatus = 400 | 401 | 403 | 404 | 409 | 429 | 500;

export const RATE_LIMIT_RETRY_SECONDS = 60;

export function errorAnswer(status: ErrorStatus, endpoint: EndpointName, dialect: Dialect): Response {
  if (status === 429) return rateLimited(RATE_LIMIT_RETRY_SECONDS);
  return Response.json(errorBody(status, endpoint, dialect), { status });
}

export function rateLimited(retryAfterSeconds: number): Response {
  const error = {
    status: 429,
    code: 'rate_limited',
    message: `Too many requests. Retry in ${retryAfterSeconds} seconds.`,
    retry_after_seconds: retryAfterSeconds,
  };
  return Response.json({ error }, { status: 429, headers: { 'retry-after': String(retryAfterSeconds) } });
}

/** The body of 401 on the endpoints that name their errors by a code. */
export const INVALID_KEY = { error: { code: 'invalid_key', message: ERRORS.invalidToken } };

function errorBody(status: Exclude<ErrorStatus, 429>, endpoint: EndpointName, dialect: Dialect): Json {
  if (status === 401 && (endpoint === 'readiness' || endpoint === 'test-event')) return INVALID_KEY;
  const v1Lead = endpoint === 'lead' && dialect === 'v1';
  switch (status) {
    case 400:
      return { error: v1Lead ? ERRORS.v1LeadMissing : (BAD_REQUEST[endpoint] ?? ERRORS.invalidJson) };
    case 401:
      return { error: v1Lead ? ERRORS.v1Token : ERRORS.invalidToken };
    case 403:
      return { error: ERRORS.programInactive };
    case 404:
      if (v1Lead) return { error: ERRORS.v1CustomerNotFound };
      return { error: endpoint === 'refund' ? ERRORS.refundSaleNotFound : ERRORS.notFound };
    case 409:
      return { error: endpoint === 'sale' ? ERRORS.saleDuplicate : 'Conflict' };
    case 500:
      return { error: ERRORS.internal };
  }
}

const BAD_REQUEST: Partial<Record<EndpointName, string>> = {
  click: 'affiliate_url is required',
  lead: ERRORS.leadKeyRequired,
  sale: ERRORS.transactionRequired,
  refund: ERRORS.refundTransactionRequired,
  test: ERRORS.programIdRequired,
  'check-test-events': ERRORS.programIdRequired,
};

export function htmlError(): Response {
  const page = '<!doctype html>\n<title>502 Bad Gateway</title>\n<h1>502 Bad Gateway</h1>\n';
  return new Response(page, { status: 502, headers: { 'content-type': 'text/html; charset=utf-8' } });
}
