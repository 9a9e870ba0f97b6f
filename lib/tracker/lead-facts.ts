import type { Dialect } from '@/lib/model/entry';
import type { LeadCheckOptions, LeadField, LeadProblem } from './lead-payload';

/** The fields of a lead as the documentation names them, by dialect and by who sends it. */
export type LeadFieldFact = {
  name: string;
  aliases?: string[];
  required: LeadField['required'];
  shape: 'user-id' | 'email' | 'customer' | 'customers' | 'object' | 'text' | 'personal';
  absent: { message: string; fix?: string; problem?: LeadProblem };
  /** Technical fields that nobody misses. */
  quietWhenAbsent?: boolean;
};

export function leadFieldFacts(options: LeadCheckOptions, testMode: boolean): LeadFieldFact[] {
  const facts = FACTS[options.dialect](options.mode);
  // A test event is kept whoever it is about.
  const eased = testMode ? facts.map((fact) => ({ ...fact, required: easedLevel(fact.required) })) : facts;
  const order: LeadField['required'][] = ['required', 'recommended', 'optional'];
  return order.flatMap((level) => eased.filter((fact) => fact.required === level));
}

const FACTS: Record<Dialect, (mode: LeadCheckOptions['mode']) => LeadFieldFact[]> = { v1: v1Facts, v2: v2Facts };

function easedLevel(required: LeadField['required']): LeadField['required'] {
  return required === 'required' ? 'recommended' : required;
}

function v1Facts(mode: LeadCheckOptions['mode']): LeadFieldFact[] {
  return [
    {
      name: 'user_id',
      required: 'required',
      shape: 'user-id',
      absent: {
        message: 'user_id is missing: no payment can be attributed to this lead.',
        fix: 'Add your user’s own id, the one you also put in Stripe’s metadata.',
        problem: 'user-id-missing',
      },
    },
    customer('customer_code', mode),
    email(),
    additionalData(),
    personal('name'),
    personal('phone'),
    ...technical(),
  ];
}

function v2Facts(mode: LeadCheckOptions['mode']): LeadFieldFact[] {
  return [
    {
      name: 'customer_key',
      aliases: ['customerKey', 'user_id'],
      required: 'required',
      shape: 'user-id',
      absent: {
        message: 'customer_key is missing: no payment can be attributed to this lead.',
        fix: 'Pass your user’s own id as the first argument of signup(), the one you also put in Stripe’s metadata.',
        problem: 'user-id-missing',
      },
    },
    // The API takes either identifier; both are asked for, and only the key joins payments to this lead.
    { ...customer('click_id', mode), required: mode === 'server' ? 'recommended' : 'optional' },
    email(),
    additionalData(),
    personal('name'),
    personal('phone'),
    { ...customer('customer_code', mode), required: 'optional', quietWhenAbsent: true },
    ...technical(),
  ];
}

function customer(name: string, mode: LeadCheckOptions['mode']): LeadFieldFact {
  if (mode === 'browser') {
    const message = 'The tracker adds it from its cookie.';
    return { name, required: 'optional', shape: 'customer', absent: { message } };
  }
  return {
    name,
    required: 'required',
    shape: 'customer',
    absent: {
      message: `${name} is missing: the lead cannot be joined to a click.`,
      fix: 'Read the tracker’s cookie from the signup request and send its value.',
      problem: 'customer-missing',
    },
  };
}

function email(): LeadFieldFact {
  return {
    name: 'email',
    required: 'recommended',
    shape: 'email',
    absent: {
      message: 'email is missing: the lead cannot be recognised by its address.',
      fix: 'Add the user’s e-mail address; Affitor keeps a hash and a masked form of it.',
      problem: 'email-missing',
    },
  };
}

function additionalData(): LeadFieldFact {
  return {
    name: 'additional_data',
    required: 'optional',
    shape: 'object',
    absent: { message: 'Not sent, and not needed.' },
  };
}

function personal(name: string): LeadFieldFact {
  return { name, required: 'optional', shape: 'personal', absent: { message: '' }, quietWhenAbsent: true };
}

function technical(): LeadFieldFact[] {
  const names = ['session_id', 'page_url', 'program_id', 'event_name'];
  const texts = names.map(
    (name): LeadFieldFact => ({
      name,
      required: 'optional',
      shape: 'text',
      absent: { message: '' },
      quietWhenAbsent: true,
    }),
  );
  return [
    ...texts,
    { name: 'click_ids', required: 'optional', shape: 'customers', absent: { message: '' }, quietWhenAbsent: true },
  ];
}
