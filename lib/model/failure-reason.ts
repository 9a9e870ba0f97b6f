import type { FailureReason } from '@/lib/model/observation';

/** What either browser's network error codes come to: Chromium says `net::ERR_…`, Firefox `NS_…`. */
const REASONS: [pattern: RegExp, reason: FailureReason][] = [
  [/BLOCKED_BY_CSP/, 'blocked-by-csp'],
  [/BLOCKED_BY_(CLIENT|ADMINISTRATOR)/, 'blocked-by-client'],
  // Firefox's tracking protection and safe browsing; and what an extension's `cancel` comes out as.
  [/(TRACKING|MALWARE|PHISHING|UNWANTED|HARMFUL|BLOCKED|CRYPTOMINING|FINGERPRINTING)_URI/, 'blocked-by-client'],
  [/^NS_ERROR_ABORT$/, 'blocked-by-client'],
  [/MIXED_CONTENT|BLOCKED_BY_POLICY|CONTENT_BLOCKED/, 'blocked-mixed-content'],
  [/CORS|BAD_URI|PREFLIGHT|LOCAL_NETWORK_ACCESS/, 'cors'],
  [/NAME_NOT_RESOLVED|NAME_RESOLUTION|UNKNOWN_HOST|UNKNOWN_PROXY_HOST|ERR_DNS/, 'dns'],
  [/INTERNET_DISCONNECTED|OFFLINE|NETWORK_CHANGED/, 'offline'],
  [/TIMED_OUT|TIMEOUT/, 'timeout'],
  [/REFUSED/, 'refused'],
  [/INTEGRITY/, 'integrity'],
  [/ABORTED/, 'aborted'],
];

export function failureReason(error: string): FailureReason {
  return REASONS.find(([pattern]) => pattern.test(error))?.[1] ?? 'network';
}
