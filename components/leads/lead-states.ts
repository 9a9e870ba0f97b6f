import { i18n } from '#i18n';
import type { Tone } from '@/lib/store/problems';
import type { Lead } from '@/lib/timeline/leads';
import { isMocked as isMockedRequest } from '@/lib/timeline/out-of-reach';

/** `text` stands within a line, `title` by itself. */
type LeadOutcome = { tone: Tone; text: string; title: string; meaning: string };

const STATES: Record<Lead['state'], LeadOutcome> = {
  waiting: {
    tone: 'warn',
    text: i18n.t('leads.state.waiting'),
    title: i18n.t('leads.state.waitingTitle'),
    meaning: i18n.t('leads.state.waitingMeaning'),
  },
  refused: {
    tone: 'error',
    text: i18n.t('leads.state.refused'),
    title: i18n.t('leads.state.refusedTitle'),
    meaning: i18n.t('leads.state.refusedMeaning'),
  },
  called: {
    tone: 'warn',
    text: i18n.t('leads.state.called'),
    title: i18n.t('leads.state.calledTitle'),
    meaning: i18n.t('leads.state.calledMeaning'),
  },
  sent: {
    tone: 'info',
    text: i18n.t('leads.state.sent'),
    title: i18n.t('leads.state.sentTitle'),
    meaning: i18n.t('leads.state.sentMeaning'),
  },
  accepted: {
    tone: 'ok',
    text: i18n.t('leads.state.accepted'),
    title: i18n.t('leads.state.acceptedTitle'),
    meaning: i18n.t('leads.state.acceptedMeaning'),
  },
  provisional: {
    tone: 'warn',
    text: i18n.t('leads.state.provisional'),
    title: i18n.t('leads.state.provisionalTitle'),
    meaning: i18n.t('leads.state.provisionalMeaning'),
  },
  test: {
    tone: 'warn',
    text: i18n.t('leads.state.test'),
    title: i18n.t('leads.state.testTitle'),
    meaning: i18n.t('leads.state.testMeaning'),
  },
  rejected: {
    tone: 'error',
    text: i18n.t('leads.state.rejected'),
    title: i18n.t('leads.state.rejectedTitle'),
    meaning: i18n.t('leads.state.rejectedMeaning'),
  },
  failed: {
    tone: 'error',
    text: i18n.t('leads.state.failed'),
    title: i18n.t('leads.state.failedTitle'),
    meaning: i18n.t('leads.state.failedMeaning'),
  },
};

const NEVER_RAN: LeadOutcome = {
  tone: 'error',
  text: i18n.t('leads.state.neverRan'),
  title: i18n.t('leads.state.neverRanTitle'),
  meaning: i18n.t('leads.state.neverRanMeaning'),
};

/** What the mock says of a lead, the API may not. */
export const isMocked = ({ request }: Lead): boolean => request !== undefined && isMockedRequest(request);

/** What became of a lead, in a few words and in a sentence. */
export function outcomeOf(lead: Lead): LeadOutcome {
  return lead.state === 'waiting' && lead.queue?.afterLoad ? NEVER_RAN : STATES[lead.state];
}
