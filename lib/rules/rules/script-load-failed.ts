import type { FailureReason } from '@/lib/model/observation';
import { type Draft, defineRule, proof } from '@/lib/rules/rule';
import { failedScripts } from '@/lib/rules/script-failures';
import { put, tagLines } from '@/lib/rules/snippets';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

const BLOCKED: readonly (FailureReason | undefined)[] = [
  'blocked-by-client',
  'blocked-by-csp',
  'blocked-mixed-content',
  'dns',
  'integrity',
];

/** The script was asked for and did not come: a wrong address, a server at fault, or no network. */
export const scriptLoadFailed = defineRule({
  id: 'script-load-failed',
  title: 'The tracker script did not load',
  severity: 'error',
  effect: 'loses',
  docs: DOCS_PAGES.clickTracking,
  check(context) {
    return failedScripts(context).map(({ script, request, reason, status, message }): Draft | undefined => {
      const arrived = status !== undefined && status < 400;
      if (BLOCKED.includes(reason) || ('integrity' in script.attributes && arrived)) return undefined;
      const isNoScript = message.includes('BLOCKED_BY_ORB');
      const how = isNoScript
        ? 'answered with something that is no script'
        : status !== undefined
          ? `answered ${status}`
          : (WHY[reason ?? 'network'] ?? 'could not be reached');
      return {
        title: `The tracker script did not load: ${script.src} ${how}`,
        explanation:
          'Without the script there is no tracker on this page: no click is recorded, no cookie is set and no lead is sent.',
        evidence: [
          proof(script, message || 'The script element failed'),
          ...(request ? [proof(request, `The request ${how}`)] : []),
        ],
        fix: { title: 'Check the address of the script', code: put(...tagLines(context)) },
      };
    });
  },
});

const WHY: Partial<Record<FailureReason, string>> = {
  offline: 'could not be asked, for the browser is offline',
  timeout: 'did not answer in time',
  refused: 'refused the connection',
  aborted: 'was broken off by the browser, as it does with an answer that is no script',
  navigation: 'was cancelled as the page was left',
  cors: 'did not allow this page to load it',
};
