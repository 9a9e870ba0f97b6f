import type { Json } from '@/lib/model/json';
import { describeJson, isJsonObject } from './decode';
import { readCustomerId } from './identifiers';
import type { LeadFieldFact } from './lead-facts';
import type { LeadCheckOptions, LeadField } from './lead-payload';

type Fault = Pick<LeadField, 'status' | 'message' | 'fix' | 'problem'>;

const FINE: Fault = { status: 'ok', message: 'Sent as it should be.' };

/** What is right or wrong about one field that was sent. */
export function checkField(fact: LeadFieldFact, name: string, sent: Json, options: LeadCheckOptions): LeadField {
  return { name, sent, required: fact.required, ...fault(fact, name, sent, options) };
}

function fault(fact: LeadFieldFact, name: string, sent: Json, options: LeadCheckOptions): Fault {
  switch (fact.shape) {
    case 'user-id':
      return userIdFault(name, sent);
    case 'email':
      return emailFault(sent);
    case 'customer':
      return customerFault(name, sent, options);
    case 'customers':
      return Array.isArray(sent) ? FINE : wrong(`${name} must be a list, got ${describeJson(sent)}.`, 'not-text');
    case 'object':
      return additionalDataFault(name, sent);
    case 'personal':
      return personalFault(name, options);
    case 'text':
      return isJsonObject(sent) || Array.isArray(sent)
        ? wrong(`${name} must be a text, got ${describeJson(sent)}.`, 'not-text')
        : FINE;
  }
}

const ID_FIX = 'Send your user’s own id as a string, the one you also put in Stripe’s metadata.';

function userIdFault(name: string, sent: Json): Fault {
  if (typeof sent !== 'string') {
    return { ...wrong(`${name} must be a string, got ${describeJson(sent)}.`, 'user-id-not-string'), fix: ID_FIX };
  }
  if (sent.trim() === '') {
    return {
      status: 'missing',
      message: `${name} is empty: no payment can be attributed to this lead.`,
      fix: ID_FIX,
      problem: 'user-id-missing',
    };
  }
  if (isPlaceholder(sent)) {
    const message = `${sent} is a sample or an unfilled template, not a user’s id.`;
    return { ...wrong(message, 'user-id-placeholder'), fix: ID_FIX };
  }
  if (looksLikeEmail(sent)) {
    const message = `${name} is an e-mail address, which changes and is personal data.`;
    return { ...wrong(message, 'user-id-is-email'), fix: ID_FIX };
  }
  return FINE;
}

function emailFault(sent: Json): Fault {
  const fix = 'Send the address the user signed up with, or leave the field out.';
  if (typeof sent !== 'string')
    return { ...wrong(`email must be a string, got ${describeJson(sent)}.`, 'email-invalid'), fix };
  if (sent.trim() === '') {
    return {
      status: 'missing',
      message: 'email is empty: the lead cannot be recognised by its address.',
      fix,
      problem: 'email-missing',
    };
  }
  const message = emailProblem(sent);
  return message ? { ...wrong(message, 'email-invalid'), fix } : FINE;
}

/** Why an address cannot be one; `undefined` for what may well be. */
export function emailProblem(text: string): string | undefined {
  if (text !== text.trim()) return 'The e-mail address has a blank before or after it.';
  const at = text.lastIndexOf('@');
  if (at < 0) return 'The e-mail address has no @.';
  const local = text.slice(0, at);
  const domain = text.slice(at + 1);
  if (local === '') return 'The e-mail address has nothing before the @.';
  if (domain === '') return 'The e-mail address has no domain.';
  if (/\s/.test(text) || /[<>()[\],;:\\"]/.test(domain) || /[<>()[\],;:\\]|@/.test(local)) {
    return 'The e-mail address has characters that no address has.';
  }
  if (!domain.includes('.')) return 'The e-mail address has no top-level domain.';
  const labels = domain.split('.');
  const isSound = labels.every((label) => label !== '' && label.length <= 63 && !/^-|-$/.test(label));
  if (!isSound || !/^[\p{L}][\p{L}\d-]+$/u.test(labels.at(-1) ?? '')) return 'The e-mail address has no valid domain.';
  return text.length > 254 ? 'The e-mail address is longer than any address may be.' : undefined;
}

function looksLikeEmail(text: string): boolean {
  return emailProblem(text.trim()) === undefined;
}

const PLACEHOLDERS = new Set([
  'user_123',
  'user-123',
  'user123',
  'customer_123',
  'user_id',
  'userid',
  'user-id',
  'your_user_id',
  'your-user-id',
  'customer_key',
  'customerkey',
  'your_customer_key',
  'user.id',
  'id',
  'test',
  'example',
  'sample',
  'placeholder',
  'todo',
  'xxx',
  'undefined',
  'null',
  'nan',
  'none',
  'true',
  'false',
  '[object object]',
  'string',
  'anonymous',
  'guest',
]);

/** The documentation's samples, words that stand for "nothing", and templates nobody filled in. */
export function isPlaceholder(id: string): boolean {
  const text = id.trim().toLowerCase();
  return PLACEHOLDERS.has(text) || /^\{\{.*\}\}$|^\$\{.*\}$|^<[^>]*>$|^%[\w.]+%$|^\{[\w.]+\}$|^your[_ -]/.test(text);
}

function customerFault(name: string, sent: Json, { programId }: LeadCheckOptions): Fault {
  if (typeof sent !== 'string')
    return wrong(`${name} must be a string, got ${describeJson(sent)}.`, 'customer-malformed');
  const id = readCustomerId(sent);
  if (!id) {
    return {
      ...wrong(
        `${name} is not of the form cust_<program>_<time>: Affitor will not find this customer.`,
        'customer-malformed',
      ),
      fix: 'Send the value of the tracker’s cookie as it stands.',
    };
  }
  if (programId !== undefined && id.programId !== programId) {
    const message = `Customer of program ${id.programId}, page of ${programId}: the API answers 404.`;
    return { ...wrong(message, 'customer-other-program'), fix: 'Use the customer that this program’s own click made.' };
  }
  return FINE;
}

function additionalDataFault(name: string, sent: Json): Fault {
  if (isJsonObject(sent) && !Object.hasOwn(sent, '$type')) return { status: 'ok', message: 'Kept as it is.' };
  return {
    ...wrong(`${name} must be an object, got ${describeJson(sent)}.`, 'additional-data-not-object'),
    fix: 'Send an object such as {"plan": "pro"}, or leave the field out.',
  };
}

function personalFault(name: string, { dialect }: LeadCheckOptions): Fault {
  const fix = 'Leave it out.';
  if (dialect === 'v1') {
    return {
      status: 'discarded',
      message: `${name} is discarded on arrival, so it is sent for nothing.`,
      fix,
      problem: 'needless-personal-data',
    };
  }
  return {
    status: 'discarded',
    message: `${name} is no field of this call, so it is sent for nothing.`,
    fix,
    problem: 'needless-personal-data',
  };
}

function wrong(message: string, problem: NonNullable<LeadField['problem']>): Fault {
  return { status: 'wrong', message, problem };
}
