import { defineRule, proof } from '@/lib/rules/rule';
import { failedScripts } from '@/lib/rules/script-failures';
import { drop, put, tagLines } from '@/lib/rules/snippets';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

/** The script came, and was thrown away because its hash is not the one the tag asks for. */
export const scriptIntegrityFailed = defineRule({
  id: 'script-integrity-failed',
  title: 'The tracker script does not match the tag’s integrity hash',
  severity: 'error',
  effect: 'loses',
  docs: DOCS_PAGES.clickTracking,
  check(context) {
    return failedScripts(context)
      .filter(({ script, reason, status }) => {
        const arrived = status !== undefined && status < 400;
        return reason === 'integrity' || ('integrity' in script.attributes && arrived);
      })
      .map(({ script, request }) => ({
        explanation:
          'The vendor changes the script from time to time, so a fixed hash works until the next release and then ' +
          'breaks all tracking at once. The browser refuses to run what does not match.',
        evidence: [
          proof(script, 'The tag has an `integrity` attribute, and the script failed', '/attributes/integrity'),
          ...(request ? [proof(request, 'The script itself arrived')] : []),
        ],
        fix: {
          title: 'Take the integrity attribute away',
          code: [...drop(`  integrity="${script.attributes.integrity ?? ''}"`), ...put(...tagLines(context))],
        },
      }));
  },
});
