import type { Fix } from '@/lib/model/judgement';
import type { FailureReason } from '@/lib/model/observation';
import { type Draft, defineRule, proof } from '@/lib/rules/rule';
import { failedScripts, type ScriptFailure } from '@/lib/rules/script-failures';
import { drop, put } from '@/lib/rules/snippets';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

/** Something between the page and the vendor refused the script; who it was decides what to do. */
export const scriptBlocked = defineRule({
  id: 'script-blocked',
  title: 'The tracker script was blocked',
  severity: 'error',
  effect: 'loses',
  docs: DOCS_PAGES.clickTracking,
  check(context) {
    return failedScripts(context).map((failure): Draft | undefined => {
      const blocker = failure.reason && BLOCKERS[failure.reason];
      if (!blocker) return undefined;
      return {
        title: blocker.title,
        explanation: `${blocker.why} No click, cookie or lead can exist until the script runs.`,
        evidence: [
          proof(failure.script, `${failure.script.src} did not load`),
          ...(failure.request ? [proof(failure.request, failure.message || 'The request failed')] : []),
        ],
        fix: blocker.fix(failure),
      };
    });
  },
});

type Blocker = { title: string; why: string; fix(failure: ScriptFailure): Fix };

const BLOCKERS: Partial<Record<FailureReason, Blocker>> = {
  'blocked-by-client': {
    title: 'An ad blocker or privacy tool blocked the tracker script',
    why: 'The browser, or an extension of it, refused the request before it left the machine.',
    fix: () => ({
      title: 'Try again without the blocker',
      text:
        'Turn it off for this site while testing. Visitors who use one stay unattributed through the browser: report ' +
        'their signups from your server, with the customer code that the landing page carried.',
    }),
  },
  'blocked-by-csp': {
    title: 'The page’s content security policy blocked the tracker script',
    why: 'The policy that your server sends does not allow scripts from this host.',
    fix: ({ script }) => {
      const origin = URL.canParse(script.src) ? new URL(script.src).origin : 'https://api.affitor.com';
      return {
        title: 'Allow the tracker in the policy',
        text: 'It loads a script from its host and sends requests to the same host.',
        code: [
          ...drop("Content-Security-Policy: script-src 'self'"),
          ...put(`Content-Security-Policy: script-src 'self' ${origin};`, `  connect-src 'self' ${origin}`),
        ],
      };
    },
  },
  'blocked-mixed-content': {
    title: 'The browser blocked the tracker script as mixed content',
    why: 'A page served over https may not run a script that comes over http.',
    fix: ({ script }) => ({
      title: 'Load the script over https',
      code: [...drop(`src="${script.src}"`), ...put(`src="${script.src.replace(/^http:/, 'https:')}"`)],
    }),
  },
  dns: {
    title: 'The tracker’s host name could not be found',
    why: 'DNS gave no address for the host: either the name is misspelt, or a filter on this network hides it.',
    fix: ({ script }) => ({
      title: 'Check the host name',
      text: `The script was asked from ${script.src}. If the name is right, try another network or DNS server.`,
      code: put('src="https://api.affitor.com/js/affitor-tracker.js"'),
    }),
  },
};
