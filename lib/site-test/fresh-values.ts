import type { SignupStep } from './signup-step';

/** What is typed where a recording must not, or should not, hold it. */

const LETTERS = 'abcdefghijkmnopqrstuvwxyz';
const CAPITALS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const DIGITS = '23456789';
const SIGNS = '!#%+-?@';
const LENGTH = 20;

/** One that passes for strong: of every kind of character that forms ask for. `random` gives numbers below its own. */
export function freshPassword(random: (below: number) => number): string {
  const pick = (from: string): string => from[random(from.length)] ?? '';
  const all = LETTERS + CAPITALS + DIGITS;
  const needed = pick(LETTERS) + pick(CAPITALS) + pick(DIGITS) + pick(SIGNS);
  return needed + Array.from({ length: LENGTH - needed.length }, () => pick(all)).join('');
}

/** `jo+mig2k4xc@example.com` for `jo@example.com`, in place of what stood behind a plus before. */
export function freshEmail(address: string, nowMs: number): string {
  const trimmed = address.trim();
  const at = trimmed.lastIndexOf('@');
  const [name = ''] = trimmed.slice(0, at).split('+');
  return `${name}+${nowMs.toString(36)}${trimmed.slice(at)}`;
}

const EMAIL = /^[^\s@]+@[^\s@]+$/;

export function isEmailStep({ act }: SignupStep): boolean {
  return act.kind === 'type' && EMAIL.test(act.value.trim());
}

export type Fresh = { password: string; emailsAt: number | undefined };

/** What to type; undefined for what only the person knows. */
export function textFor(step: SignupStep, { password, emailsAt }: Fresh): string | undefined {
  const { act } = step;
  if (act.kind === 'secret') return act.secret === 'password' ? password : undefined;
  if (act.kind !== 'type') return '';
  return emailsAt !== undefined && isEmailStep(step) ? freshEmail(act.value, emailsAt) : act.value;
}
