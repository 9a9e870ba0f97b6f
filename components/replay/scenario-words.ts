import type { ScenarioName } from '@/lib/model/ledger';

/** What each scenario does to a caller, in a few words. */
export const SCENARIO_WORDS: Record<ScenarioName, string> = {
  normal: 'Answers as the API would',
  '400': 'user_id missing',
  '401': 'Bad or missing token',
  '403': 'Program not active',
  '404': 'Customer not in program',
  '409': 'Duplicate transaction',
  '429': 'Rate limited, with Retry-After',
  '500': 'Server error',
  slow: 'Late answer',
  timeout: 'No answer in time',
  dropped: 'Connection dropped',
  offline: 'No network',
  'malformed-json': 'Answer is broken JSON',
  'html-error': 'An HTML page instead of JSON',
  'cors-refused': 'CORS does not allow the page',
  'inactive-program': 'The program is switched off',
  'unknown-customer': 'The customer is not known',
  provisional: 'Leads wait for the server to confirm',
  'expired-window': 'The attribution window is over',
  flaky: 'Every third request fails',
};
