import type { Tone } from '@/lib/store/problems';
import type { Lead } from '@/lib/timeline/leads';

type LeadOutcome = { tone: Tone; text: string; meaning: string };

const STATES: Record<Lead['state'], LeadOutcome> = {
  waiting: {
    tone: 'warn',
    text: 'waits in the queue',
    meaning: 'The tracker has not loaded yet. When it does, it runs what waits.',
  },
  refused: {
    tone: 'error',
    text: 'did not run',
    meaning: 'The tracker took it from the queue or was called, but did not run it.',
  },
  called: {
    tone: 'warn',
    text: 'called, no request seen',
    meaning: 'The tracker was called and sent nothing that was seen. Without its cookie a v1 tracker fails silently.',
  },
  sent: { tone: 'info', text: 'on its way', meaning: 'The request went out; no answer has been seen yet.' },
  accepted: { tone: 'ok', text: 'recorded', meaning: 'Affitor answered that the lead was recorded.' },
  provisional: {
    tone: 'warn',
    text: 'provisional',
    meaning: 'This program wants leads from your server: this one stays provisional until it sends the lead too.',
  },
  test: {
    tone: 'warn',
    text: 'kept as a test',
    meaning: 'Debug or test mode was on: a test event was sent in its place. No lead exists and no sale can follow.',
  },
  rejected: { tone: 'error', text: 'refused by the API', meaning: 'Affitor answered with an error: no lead exists.' },
  failed: { tone: 'error', text: 'never answered', meaning: 'The request failed on its way: no lead exists.' },
};

const NEVER_RAN: LeadOutcome = {
  tone: 'error',
  text: 'never ran',
  meaning: 'It was pushed after the tracker had read the queue, which it does once: nothing reads it any more.',
};

/** What became of a lead, in a few words and in a sentence. */
export function outcomeOf(lead: Lead): LeadOutcome {
  return lead.state === 'waiting' && lead.queue?.afterLoad ? NEVER_RAN : STATES[lead.state];
}
