import type { Coverage } from '@/lib/model/judgement';
import type { Timeline } from '@/lib/timeline/timeline';

/** How much of the traffic more than one witness saw. */
export function coverageOf(timeline: Timeline): Coverage {
  const requests = timeline.entries.filter((entry) => entry.kind === 'request');
  const bodies = requests.filter((entry) => entry.missing.some((part) => part.part === 'request-body'));
  const corroborated = requests.filter((entry) => entry.witnesses.length > 1);
  return {
    ...(requests.length > 0 && { corroborated: corroborated.length / requests.length }),
    requests: requests.length,
    pageOnly: requests.filter((entry) => entry.pageOnly).length,
    browserOnly: requests.filter((entry) => !entry.witnesses.includes('page')).length,
    bodiesMissing: bodies.length,
    dropped: timeline.dropped,
    sources: [],
  };
}
