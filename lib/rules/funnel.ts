import type { RequestEntry } from '@/lib/model/entry';
import type { FunnelStage, Judgement } from '@/lib/model/judgement';
import { isMocked } from '@/lib/timeline/out-of-reach';
import type { RuleContext } from './context';
import type { LeadFact } from './lead-facts';
import { errorTextOf, isAccepted, replyOf, statusOf } from './payload';
import { idName } from './snippets';

/** Click → lead → sale with what identifies each and what joins them. */

export function funnelOf(context: RuleContext): Judgement['funnel'] {
  return {
    stages: [clickStage(context), leadStage(context), saleStage(context)],
    links: [clickLink(context), saleLink(context)],
  };
}

/** That it was the mock who answered, or the user who sent it, has to be seen wherever it is told as done. */
function told(detail: string, request: RequestEntry | undefined): string {
  return [detail, request && isMocked(request) && 'answered by the mock', request?.ours && 'sent again by you']
    .filter(Boolean)
    .join(', ');
}

/** The customer identifier in force: as answered, as held in the cookie, or as the tracker says. */
export function customerIdOf(context: RuleContext): string | undefined {
  const click = context.clicks.findLast(isAccepted);
  const reply = click && replyOf(click);
  const answered = reply?.click_id ?? reply?.customer_code;
  if (typeof answered === 'string') return answered;
  const held = context.customer.heldAt(context.present, context.page?.url ?? '');
  if (held) return held.value;
  const state = context.globals.at(-1)?.state;
  const known = state?.clickId ?? state?.customerCode;
  return typeof known === 'string' && known !== '' ? known : undefined;
}

function clickStage(context: RuleContext): FunnelStage {
  const click = context.clicks.findLast(isAccepted) ?? context.clicks.at(-1);
  const partner = partnerOf(context);
  if (!click) {
    const held = context.customer.heldAt(context.present, context.page?.url ?? '');
    if (held) {
      const detail = `Earlier, held in ${held.name}`;
      return { name: 'click', state: 'recorded', label: 'earlier', detail, at: held.since, entryId: held.entry.id };
    }
    const detail = context.landing
      ? `The page was opened with ?${context.landing.parameter}=${context.landing.code}`
      : 'No referral link was followed';
    return { name: 'click', state: 'missing', label: 'not recorded', detail };
  }
  const at = { at: click.at, entryId: click.id };
  if (click.outcome.kind === 'pending')
    return { name: 'click', state: 'pending', label: 'on its way', detail: partner, ...at };
  if (isAccepted(click))
    return { name: 'click', state: 'recorded', label: 'recorded', detail: told(partner, click), ...at };
  const detail =
    click.outcome.kind === 'failed' ? click.outcome.message : `${statusOf(click)} ${errorTextOf(click)}`.trim();
  return { name: 'click', state: 'failed', label: 'failed', detail, ...at };
}

function partnerOf(context: RuleContext): string {
  const click = context.clicks.findLast(isAccepted);
  const answered = click && replyOf(click)?.partner_code;
  const partner = typeof answered === 'string' ? answered : context.landing?.code;
  return partner ? `Partner ${partner}` : 'Partner not known';
}

/** The lead that tells most: the last one that worked, otherwise the last one tried. */
export function leadOfRecord(context: RuleContext): LeadFact | undefined {
  const { leads } = context;
  return (
    leads.findLast((lead) => lead.state === 'accepted' || lead.state === 'provisional') ??
    leads.findLast((lead) => lead.state === 'test') ??
    leads.at(-1)
  );
}

function leadStage(context: RuleContext): FunnelStage {
  const lead = leadOfRecord(context);
  if (!lead) return { name: 'lead', state: 'missing', label: 'not yet', detail: 'No signup was reported on this page' };
  const where = { at: lead.at, entryId: (lead.request ?? lead.entry).id };
  const stage = (state: FunnelStage['state'], label: string, detail: string): FunnelStage => ({
    name: 'lead',
    state,
    label,
    detail,
    ...where,
  });
  const who = lead.userId ?? 'No user id';
  switch (lead.state) {
    case 'accepted':
      return stage('recorded', 'recorded', told(who, lead.request));
    case 'provisional':
      return stage('pending', 'provisional', 'Counts once your server confirms it');
    case 'test':
      return stage('test', 'test only', 'Nothing stored');
    case 'sent':
      return stage('pending', 'on its way', who);
    case 'waiting':
      return stage('pending', 'in the queue', 'Nothing took it yet');
    case 'called':
      return stage('failed', 'called, not sent', 'No request followed the call');
    case 'refused':
      return stage('failed', 'refused', 'The tracker did not take the call');
    case 'rejected':
    case 'failed': {
      const outcome = lead.request?.outcome;
      const status =
        outcome?.kind === 'answered' ? `${outcome.status} ${lead.request ? errorTextOf(lead.request) : ''}` : '';
      return stage('failed', 'failed', status.trim() || (outcome?.kind === 'failed' ? outcome.message : ''));
    }
  }
}

function saleStage(context: RuleContext): FunnelStage {
  const sale = context.sales.at(-1);
  if (!sale) return { name: 'sale', state: 'not-seen-here', label: 'not seen here', detail: 'Sent by your server' };
  const at = { at: sale.at, entryId: sale.id };
  if (sale.outcome.kind === 'pending')
    return { name: 'sale', state: 'pending', label: 'on its way', detail: '', ...at };
  if (isAccepted(sale) && replyOf(sale)?.attributed !== false) {
    const id = replyOf(sale)?.sale_id;
    const detail = typeof id === 'number' || typeof id === 'string' ? `Sale ${id}` : '';
    return { name: 'sale', state: 'recorded', label: 'recorded', detail: told(detail, sale), ...at };
  }
  return { name: 'sale', state: 'failed', label: 'not attributed', detail: errorTextOf(sale), ...at };
}

function clickLink(context: RuleContext): [string, string] {
  const lead = leadOfRecord(context);
  const at = lead?.at ?? context.present;
  const held = context.customer.heldAt(at, lead?.documentUrl ?? context.page?.url ?? '');
  if (!held) return ['no cookie', ''];
  return [lead ? 'cookie held' : 'cookie', lead ? durationText(Math.max(0, lead.at - held.since)) : held.name];
}

function saleLink(context: RuleContext): [string, string] {
  const lead = leadOfRecord(context);
  // Before there is a lead, its id is not missing.
  return !lead || lead.userId !== undefined ? ['matched by', idName(context)] : [`no ${idName(context)}`, ''];
}

function durationText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds === 0) return 'under 1 s';
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 ? `${minutes} min ${seconds % 60} s` : `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d`;
}
