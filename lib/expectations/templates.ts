import type { Dialect } from '@/lib/model/entry';
import { CUSTOMER_COOKIES, DIALECTS } from '@/lib/tracker/dialects';
import type { Check, Predicate, Selector } from './expectations';

/** Ready-made sets of checks for the integrations that the vendor's documentation describes. */
export type Template = { id: string; title: string; description: string; checks: Check[] };

const THERE = ['set', 'changed', 'unchanged', 'present'];
const EMAIL = String.raw`^[^\s@]+@[^\s@]+\.[^\s@]+$`;

const customerCookie = (names: string[]): Selector => ({ event: 'cookie', name: names, state: THERE });
const leadWhere = (...where: Predicate[]): Selector => ({ event: 'lead', where });

const oneLead: Check = {
  id: 'one-lead',
  title: 'One lead per signup',
  expect: { count: { of: { event: 'lead' }, exactly: 1 } },
};

const cookieBeforeLead: Check = {
  id: 'cookie-before-lead',
  title: 'The customer cookie is there before the lead',
  expect: { order: [customerCookie(CUSTOMER_COOKIES), { event: 'lead' }] },
};

const NO_PERSONAL_DATA: Check[] = [
  {
    id: 'no-name',
    title: 'No lead carries a name',
    expect: { never: leadWhere({ at: '/name', exists: true }) },
  },
  {
    id: 'no-phone',
    title: 'No lead carries a phone number',
    expect: { never: leadWhere({ at: '/phone', exists: true }) },
  },
  {
    id: 'id-is-no-email',
    title: 'No user id is an e-mail address',
    expect: {
      all: ['/user_id', '/customer_key'].map((at) => ({ never: leadWhere({ at, matches: EMAIL }) })),
    },
  },
];

/** What both generations of the tracker go through, by other names. */
function signupFlow(dialect: Dialect): Check[] {
  const { landingParameter, customerCookies } = DIALECTS[dialect];
  const idField = dialect === 'v1' ? '/user_id' : '/customer_key';
  return [
    {
      id: 'landing',
      title: `The visit begins with ?${landingParameter}=`,
      expect: { count: { of: { event: 'landing', name: landingParameter }, atLeast: 1 } },
    },
    {
      id: 'click',
      title: 'The click is recorded',
      expect: {
        count: {
          of: {
            event: 'click',
            dialect,
            state: 'answered',
            where: [
              { in: 'event', at: '/status', equals: 200 },
              { in: 'reply', at: '/success', equals: true },
            ],
          },
          atLeast: 1,
        },
      },
    },
    {
      id: 'cookie-before-lead',
      title: 'The customer cookie is there before the lead',
      expect: { order: [customerCookie(customerCookies), { event: 'lead' }] },
    },
    {
      id: 'one-lead',
      title: 'One lead, and it is accepted',
      expect: {
        all: [
          { count: { of: { event: 'lead' }, exactly: 1 } },
          { count: { of: { event: 'lead', dialect, state: ['accepted', 'provisional'] }, exactly: 1 } },
        ],
      },
    },
    {
      id: 'user-id',
      title: `The lead’s ${idField.slice(1)} is a text of your own`,
      expect: { every: { of: { event: 'lead' }, has: [{ at: idField, type: 'string', matches: '.' }] } },
    },
    {
      id: 'attributed',
      title: 'The signup is attributed',
      expect: { verdict: 'attributed' },
    },
  ];
}

export const TEMPLATES: Template[] = [
  {
    id: 'one-lead-per-signup',
    title: 'One lead per signup',
    description: 'Neither a double submit nor a forgotten call.',
    checks: [oneLead],
  },
  {
    id: 'cookie-before-lead',
    title: 'Cookie before lead',
    description: 'A lead without the customer cookie belongs to nobody.',
    checks: [cookieBeforeLead],
  },
  {
    id: 'no-personal-data',
    title: 'No personal data',
    description: 'Names and phone numbers are discarded on arrival; an id should not be an e-mail address.',
    checks: NO_PERSONAL_DATA,
  },
  {
    id: 'v1-signup-flow',
    title: 'v1 signup flow',
    description: 'From ?ref= to an attributed lead by trackLead().',
    checks: signupFlow('v1'),
  },
  {
    id: 'v2-signup-flow',
    title: 'v2 signup flow',
    description: 'From ?aff= to an attributed lead by signup().',
    checks: signupFlow('v2'),
  },
];
