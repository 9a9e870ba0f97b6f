import type { CallEntry, ConsoleEntry, Entry } from '@/lib/model/entry';
import { defineRule, proof, proofs } from '@/lib/rules/rule';
import { drop, guardedLead, leadLine, put } from '@/lib/rules/snippets';
import { WITHOUT_TRACKER } from '@/lib/rules/without-tracker';
import { keptOf } from '@/lib/timeline/growing';
import { fieldOf } from '@/lib/tracker/decode';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

/** What the browsers say when `affitor` is not there yet, or has not got the method. */
const NOT_THERE =
  /\baffitor is not defined|can't find variable: affitor|(?:reading|evaluating|property) ['"‘“]?(?:window\.affitor\.)?(?:trackLead|signup)\b|(?:window\.)?affitor(?:\.(?:trackLead|signup))? is (?:undefined|not a function)/i;

/** `affitor.trackLead()` without a guard, on a page where the tracker had not loaded. */
export const leadCalledBeforeTracker = defineRule({
  id: 'lead-called-before-tracker',
  title: 'The page called the tracker before it was there',
  severity: 'error',
  effect: 'loses',
  docs: DOCS_PAGES.leadTracking,
  because: [...WITHOUT_TRACKER],
  check(context) {
    const isEarly = ({ documentId, at }: Entry) => before(context.documents.get(documentId)?.trackerAt, at);
    const said = complaints(context.consoles).filter(isEarly);
    const threw = thrown(context.calls).filter(isEarly);
    const first = [...said, ...threw].sort((a, b) => a.at - b.at)[0];
    if (!first) return [];
    const ranAt = context.documents.get(first.documentId)?.trackerAt;
    return [
      {
        explanation:
          'The script is loaded in the background, so `affitor` does not exist until it has run' +
          `${ranAt === undefined ? '' : `, here ${((ranAt - first.at) / 1000).toFixed(2)} s after the call`}. The call ended in an ` +
          'error, and so did the code after it.',
        evidence: [
          ...proofs(said, (line) => proof(line, line.text.split('\n')[0] ?? '')),
          ...proofs(threw, (call) => proof(call, `\`${call.target}.${call.method}\` threw`)),
        ],
        fix: {
          title: 'Call the tracker if it is there, and queue if it is not',
          code: [...drop(leadLine(context)), ...put(...guardedLead(context))],
        },
      },
    ];
  },
});

function before(trackerAt: number | undefined, at: number): boolean {
  return trackerAt === undefined || at < trackerAt;
}

const complaints = keptOf(isComplaint);
const thrown = keptOf(isThrown);

function isComplaint(line: ConsoleEntry): boolean {
  return line.level === 'error' && NOT_THERE.test(line.text);
}

function isThrown(call: CallEntry): boolean {
  if (call.outcome.kind !== 'threw') return false;
  const text = fieldOf(call.outcome.value, 'text');
  return typeof text === 'string' && NOT_THERE.test(text);
}
