import type { ScriptEntry } from '@/lib/model/entry';
import type { TrackerCard } from '@/lib/model/judgement';
import { environmentOf } from '@/lib/tracker/environment';
import type { RuleContext } from './context';
import { customerIdOf } from './funnel';

/** What is installed on the page, as far as it was seen. */

export function trackerCardOf(context: RuleContext): TrackerCard {
  const script = context.scripts.findLast((entry) => entry.state === 'loaded') ?? context.scripts.at(-1);
  const program = context.programs[0];
  const clickId = customerIdOf(context);
  return {
    ...(context.dialect && { dialect: context.dialect }),
    ...(program && { programId: program.id }),
    ...(context.debug && { debug: { on: context.debug.on, source: context.debug.source } }),
    ...(script && scriptFacts(context, script)),
    ...(context.landing && { landingParameter: `?${context.landing.parameter}=${context.landing.code}` }),
    ...(clickId !== undefined && { clickId }),
  };
}

function scriptFacts(context: RuleContext, script: ScriptEntry): TrackerCard {
  const start = context.documents.get(script.documentId)?.navigation?.at;
  const environment = environmentOf(script.src);
  return {
    scriptUrl: script.src,
    placement: placementOf(script),
    ...(environment && { environment }),
    ...(script.loadedAt !== undefined &&
      start !== undefined && { loadedAfterMs: Math.max(0, Math.round(script.loadedAt - start)) }),
  };
}

function placementOf(script: ScriptEntry): string {
  const place = script.placement === 'elsewhere' ? 'outside <head> and <body>' : `in <${script.placement}>`;
  if ('async' in script.attributes) return `${place}, async`;
  return 'defer' in script.attributes ? `${place}, defer` : place;
}
