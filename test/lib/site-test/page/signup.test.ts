import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { mergeSteps } from '@/lib/site-test/merge-steps';
import { playStep } from '@/lib/site-test/page/play-step';
import { recordSignup } from '@/lib/site-test/page/record-signup';
import type { PlayAsk, SignupStep } from '@/lib/site-test/signup-step';

/** Recording a form and filling it in again, in a real document. */

const FORM = `
  <form id="f">
    <label for="mail">E-mail</label><input id="mail" name="email" type="email">
    <label>Password <input name="password" type="password"></label>
    <label>Plan <select name="plan"><option value="a">Small<option value="b">Large</select></label>
    <label><input type="radio" name="pay" value="month"> a month</label>
    <label><input type="radio" name="pay" value="year"> a year</label>
    <textarea placeholder="About you"></textarea>
    <button><i>Create</i> account</button>
  </form>
  <form id="search"><input name="q" aria-label="Search"></form>
  <a href="#" target="_blank">Terms</a>`;

let steps: SignupStep[];
let stop: () => void;
const page = document.createElement('main');

const one = <E extends HTMLElement>(selector: string): E => {
  const found = page.querySelector<E>(selector);
  if (!found) throw new Error(`No ${selector}`);
  return found;
};
const type = (selector: string, value: string) => {
  const field = one<HTMLInputElement>(selector);
  field.focus();
  field.value = value;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
};
const told = () => {
  stop();
  return steps.map(({ place, act }) => [place.label, act]);
};

beforeEach(() => {
  steps = [];
  page.innerHTML = FORM;
  document.body.append(page);
  page.addEventListener('submit', (event) => event.preventDefault());
  stop = recordSignup(window, (more) => {
    steps = mergeSteps(steps, more);
  });
});
afterEach(() => {
  stop();
  page.remove();
});

describe('recording', () => {
  test('tells what was typed, chosen, ticked and pressed, in order and by name', () => {
    type('#mail', 'jo@');
    type('#mail', 'jo@example.com');
    type('[name=password]', 'hunter22');
    one<HTMLSelectElement>('select').value = 'b';
    one('select').dispatchEvent(new Event('change', { bubbles: true }));
    one('[value=year]').click();
    type('textarea', 'Hi');
    one('button i').click();
    expect(told()).toEqual([
      ['E-mail', { kind: 'type', value: 'jo@example.com' }],
      ['Password', { kind: 'secret', secret: 'password' }],
      ['Plan', { kind: 'choose', values: ['b'] }],
      ['a year', { kind: 'tick', isOn: true }],
      ['About you', { kind: 'type', value: 'Hi' }],
      ['Create account', { kind: 'press', isSubmit: true }],
    ]);
    expect(JSON.stringify(steps)).not.toContain('hunter22');
    expect(steps[0]?.page).toBe(location.origin + location.pathname);
  });

  test('never tells a password, also once the page shows it', () => {
    type('[name=password]', 'hunter');
    Object.assign(one('[name=password]'), { type: 'text', name: 'shown' });
    type('[name=shown]', 'hunter22');
    expect(told().map(([, act]) => act)).toEqual([{ kind: 'secret', secret: 'password' }]);
    expect(JSON.stringify(steps)).not.toContain('hunter');
  });

  test('tells Enter where a form has no button, and nothing of what opens another tab', () => {
    type('[name=q]', 'pens');
    one('[name=q]').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    one('[name=email]').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    one('a').addEventListener('click', (event) => event.preventDefault());
    one('a').click();
    expect(told()).toEqual([
      ['Search', { kind: 'type', value: 'pens' }],
      ['Search', { kind: 'submit' }],
    ]);
  });

  test('changes nothing in the page, and is over when it is stopped', () => {
    const before = page.outerHTML;
    type('#mail', 'jo@example.com');
    one('button').click();
    expect(page.outerHTML).toBe(before);
    const heard = steps.length;
    stop();
    type('#mail', 'later@example.com');
    one('button').click();
    expect(steps).toHaveLength(heard);
  });

  test('stands a form whose fields are named as what is read of it', () => {
    page.innerHTML = `<form><input name="localName"><input name="parentElement"><input name="previousElementSibling">
      <input name="closest"><input name="getAttribute"></form>`;
    type('[name=getAttribute]', 'x');
    stop();
    expect(steps[0]?.place.css).toMatch(/form:nth-of-type\(1\)>input:nth-of-type\(5\)$/);
  });
});

describe('playing', () => {
  const play = (step: SignupStep, more: Partial<PlayAsk> = {}) => {
    const text = step.act.kind === 'type' ? step.act.value : 'made-up';
    const { reply, later } = playStep(window, { step, text, anyPath: false, early: true, dry: false, ...more });
    later?.();
    return reply.state;
  };

  /** Records by hand, and gives the steps for an empty form. */
  const recorded = (): SignupStep[] => {
    type('#mail', 'jo@example.com');
    type('[name=password]', 'hunter22');
    one<HTMLSelectElement>('select').value = 'b';
    one('select').dispatchEvent(new Event('change', { bubbles: true }));
    one('[value=year]').click();
    one('button').click();
    stop();
    page.innerHTML = FORM;
    return steps;
  };

  test('fills the form in as it was, with events that a framework hears', () => {
    const made = recorded();
    const heard: string[] = [];
    const field = one<HTMLInputElement>('#mail');
    // As React, which takes a value that it wrote itself for no change.
    const native = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
    const wroteItself = vi.fn();
    Object.defineProperty(field, 'value', {
      configurable: true,
      get: () => native?.get?.call(field),
      set: wroteItself,
    });
    for (const name of ['focusin', 'input', 'change', 'click', 'submit']) {
      page.addEventListener(name, ({ target }) =>
        heard.push(`${name} ${target instanceof Element ? target.localName : ''}`),
      );
    }
    expect(made.map((step) => play(step))).toEqual(['done', 'done', 'done', 'done', 'done']);
    expect(Object.fromEntries(new FormData(one<HTMLFormElement>('#f')))).toEqual({
      email: 'jo@example.com',
      password: 'made-up',
      plan: 'b',
      pay: 'year',
    });
    expect(wroteItself).not.toHaveBeenCalled();
    expect(heard).toEqual(
      expect.arrayContaining(['input input', 'change input', 'change select', 'click button', 'submit form']),
    );
  });

  test('finds no field that is gone, waits for one that is disabled, and leaves a dry look without effect', () => {
    const [email] = recorded();
    if (!email) throw new Error('Nothing was recorded.');
    expect(play(email, { dry: true })).toBe('done');
    expect(one<HTMLInputElement>('#mail').value).toBe('');
    one<HTMLInputElement>('#mail').disabled = true;
    expect(play(email)).toBe('disabled');
    one('#mail').remove();
    expect(play(email)).toBe('absent');
  });

  test('chooses nothing else where what was chosen is on offer no more', () => {
    const plan = recorded().find(({ act }) => act.kind === 'choose');
    if (!plan) throw new Error('Nothing was recorded.');
    one('option[value=b]').remove();
    expect(play(plan)).toBe('absent');
    expect(one<HTMLSelectElement>('select').value).toBe('a');
  });

  test('types nothing into another origin or path', () => {
    const [email] = recorded();
    if (!email) throw new Error('Nothing was recorded.');
    const elsewhere = { ...email, page: 'https://other.example/signup' };
    expect(play(elsewhere, { anyPath: true })).toBe('elsewhere');
    const otherPath = { ...email, page: `${location.origin}/other` };
    expect(play(otherPath)).toBe('elsewhere');
    expect(one<HTMLInputElement>('#mail').value).toBe('');
    expect(play(otherPath, { anyPath: true })).toBe('done');
  });
});
