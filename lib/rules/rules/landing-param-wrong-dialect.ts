import { isAccepted } from '@/lib/rules/payload';
import { defineRule, proof } from '@/lib/rules/rule';
import { drop, put } from '@/lib/rules/snippets';
import { DIALECTS, DOCS_PAGES } from '@/lib/tracker/dialects';
import { landingParameters } from '@/lib/tracker/landing';

/** A referral link of one generation met a tracker of the other, which does not read it. */
export const landingParamWrongDialect = defineRule({
  id: 'landing-param-wrong-dialect',
  title: 'The referral link’s parameter is not the one this tracker reads',
  severity: 'error',
  effect: 'loses',
  docs: DOCS_PAGES.clickTracking,
  check(context) {
    const { landing, dialect } = context;
    if (!landing || !dialect || landing.lost || landing.dialect === dialect) return [];
    if (landingParameters(landing.url).some((parameter) => parameter.dialect === dialect)) return [];
    if (context.clicks.some(isAccepted)) return [];
    const wanted = DIALECTS[dialect].landingParameter;
    const tracker = context.globals.at(-1) ?? context.scripts.at(-1);
    return [
      {
        title: `The link says ?${landing.parameter}=, and this tracker reads ?${wanted}=`,
        explanation:
          `The page runs a ${dialect} tracker, which looks for \`${wanted}\` and passes \`${landing.parameter}\` by. The ` +
          'click is not recorded, so nothing that follows can be attributed.',
        evidence: [
          proof(landing.entry, `Opened ${landing.url}`, '/url'),
          ...(tracker ? [proof(tracker, `A ${dialect} tracker runs here`)] : []),
        ],
        fix: {
          title: 'Use the link of this tracker’s generation',
          text: 'Or update the tracker, if your partners’ links are the newer ones.',
          code: [...drop(`?${landing.parameter}=${landing.code}`), ...put(`?${wanted}=${landing.code}`)],
        },
      },
    ];
  },
});
