import { i18n } from '#i18n';
import {
  type Check,
  type Condition,
  type EventName,
  JSON_TYPES,
  type Predicate,
  type Selector,
} from '@/lib/expectations/expectations';
import { readCheck } from '@/lib/expectations/expectations-file';
import type { Json } from '@/lib/model/json';
import { parseJson } from '@/lib/tracker/decode';

/** The form for the commonest checks, and how it becomes a check and back. What it cannot say is written as JSON. */
export type CheckForm = {
  amount: 'exactly' | 'atLeast' | 'atMost' | 'never';
  count: number;
  event: EventName;
  name: string;
  state: string;
  field: string;
  operator: 'none' | 'equals' | 'matches' | 'exists' | 'type';
  value: string;
};

export const EMPTY_FORM: CheckForm = {
  amount: 'exactly',
  count: 1,
  event: 'lead',
  name: '',
  state: '',
  field: '/user_id',
  operator: 'none',
  value: '',
};

export const AMOUNTS: Record<CheckForm['amount'], string> = {
  exactly: i18n.t('checks.form.amounts.exactly'),
  atLeast: i18n.t('checks.form.amounts.atLeast'),
  atMost: i18n.t('checks.form.amounts.atMost'),
  never: i18n.t('checks.form.amounts.never'),
};

export const OPERATORS: Record<CheckForm['operator'], string> = {
  none: i18n.t('checks.form.operators.none'),
  equals: i18n.t('checks.form.operators.equals'),
  matches: i18n.t('checks.form.operators.matches'),
  exists: i18n.t('checks.form.operators.exists'),
  type: i18n.t('checks.form.operators.type'),
};

export function conditionOfForm(form: CheckForm): Condition {
  const of = selectorOfForm(form);
  return form.amount === 'never' ? { never: of } : { count: { of, [form.amount]: form.count } };
}

function selectorOfForm({ event, name, state, field, operator, value }: CheckForm): Selector {
  const where = predicateOf(field.trim(), operator, value);
  return {
    event,
    ...(name.trim() !== '' && { name: name.trim() }),
    ...(state.trim() !== '' && { state: state.trim() }),
    ...(where && { where: [where] }),
  };
}

function predicateOf(at: string, operator: CheckForm['operator'], value: string): Predicate | undefined {
  switch (operator) {
    case 'none':
      return undefined;
    case 'equals':
      return { at, equals: jsonOrText(value) };
    case 'matches':
      return { at, matches: value };
    case 'exists':
      return { at, exists: true };
    case 'type':
      return { at, type: JSON_TYPES.find((type) => type === value) ?? 'string' };
  }
}

/** `true`, `3` and `"3"` mean what they mean in JSON; anything else is text as typed. */
function jsonOrText(text: string): Json {
  const parsed = parseJson(text);
  return parsed.ok ? parsed.value : text;
}

/** The form that says the same, or nothing when no form can. */
export function formOfCondition(condition: Condition): CheckForm | undefined {
  const form = 'never' in condition ? withSelector('never', 1, condition.never) : countForm(condition);
  return form && JSON.stringify(conditionOfForm(form)) === JSON.stringify(condition) ? form : undefined;
}

function countForm(condition: Condition): CheckForm | undefined {
  if (!('count' in condition)) return undefined;
  const { of, exactly, atLeast, atMost } = condition.count;
  if (exactly !== undefined) return withSelector('exactly', exactly, of);
  if (atLeast !== undefined) return withSelector('atLeast', atLeast, of);
  return atMost === undefined ? undefined : withSelector('atMost', atMost, of);
}

function withSelector(amount: CheckForm['amount'], count: number, { event, name, state, where }: Selector): CheckForm {
  const [first] = where ?? [];
  return {
    ...EMPTY_FORM,
    amount,
    count,
    event,
    name: typeof name === 'string' ? name : '',
    state: typeof state === 'string' ? state : '',
    ...(first && { field: first.at, ...operatorOf(first) }),
  };
}

function operatorOf({ equals, matches, type }: Predicate): Pick<CheckForm, 'operator' | 'value'> {
  if (equals !== undefined) {
    const isPlain = typeof equals === 'string' && !parseJson(equals).ok;
    return { operator: 'equals', value: isPlain ? equals : JSON.stringify(equals) };
  }
  if (matches !== undefined) return { operator: 'matches', value: matches };
  if (type !== undefined) return { operator: 'type', value: type };
  return { operator: 'exists', value: '' };
}

export type DraftReading = { ok: true; check: Check } | { ok: false; message: string };

/** A condition as typed, with the title it goes by. */
export function readDraft(id: string, title: string, text: string): DraftReading {
  const parsed = parseJson(text);
  if (!parsed.ok) return { ok: false, message: i18n.t('checks.editor.notJson', [parsed.message]) };
  const read = readCheck({ id, title: title.trim(), expect: parsed.value });
  return read.ok ? read : { ok: false, message: read.message };
}

/** A name for files and reports: words of the title with dashes. */
export function idOfTitle(title: string): string {
  const words = title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.join('-').slice(0, 60) || 'check';
}
