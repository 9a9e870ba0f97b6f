import { describe, expect, it } from 'vitest';
import { matchField } from '@/lib/site-test/match-field';
import { aPlace } from './support';

const email = aPlace({ type: 'email', id: 'mail', name: 'email', label: 'E-mail *', css: 'form>input:nth-of-type(1)' });
const phone = aPlace({ type: 'tel', name: 'phone', label: 'Phone', css: 'form>input:nth-of-type(2)' });

describe('finding a recorded field again', () => {
  it.each([
    ['by its id', { name: '', label: '', css: '' }],
    ['by its name', { id: 'other', label: '', css: '' }],
    ['by its label, whatever marks it as required', { id: '', name: '', label: 'e-mail:', css: '' }],
    ['by its way through the document', { id: '', name: '', label: '' }],
    ['as one of another type of text', { type: 'text' }],
  ])('%s', (_how, changed) => {
    expect(matchField(email, [phone, { ...email, ...changed }])).toBe(1);
  });

  it('takes no other field that has come to stand in its place', () => {
    expect(matchField(email, [{ ...phone, css: email.css }])).toBeUndefined();
    expect(matchField(email, [])).toBeUndefined();
  });

  it('takes no id for sure that a framework made up', () => {
    const wanted = { ...email, id: ':r1:' };
    expect(
      matchField(wanted, [
        { ...phone, id: ':r1:' },
        { ...email, id: ':r7:' },
      ]),
    ).toBe(1);
  });

  it('tells those of one name apart by what is chosen with them', () => {
    const plan = (option: string) => aPlace({ type: 'radio', name: 'plan', option });
    expect(matchField(plan('pro'), [plan('free'), plan('pro')])).toBe(1);
    expect(matchField(plan('gone'), [plan('free'), plan('pro')])).toBeUndefined();
  });

  it('narrows several of one name by the label, and then by the place', () => {
    const button = (label: string, css: string) => aPlace({ tag: 'button', type: 'submit', name: 'go', label, css });
    const found = [button('Sign in', 'a'), button('Sign up', 'b'), button('Sign up', 'c')];
    expect(matchField(button('Sign up', 'c'), found)).toBe(2);
    expect(matchField(button('Sign up', 'd'), found)).toBe(1);
  });
});
