import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepFocus } from '@/components/layout/kept-focus';

let root: HTMLElement;
let undo: () => void;
const named = (id: string) => document.getElementById(id);
const remove = async (id: string) => {
  named(id)?.remove();
  // The observer is told of it in a task of its own.
  await new Promise((resolve) => setTimeout(resolve));
};

beforeEach(() => {
  document.body.innerHTML = `<div id="root"><nav><button id="tab"></button></nav><main id="main">
    <section id="card"><button id="start"></button></section><button id="finish"></button><button id="close"></button>
  </main></div>`;
  root = named('root') as HTMLElement;
  undo = keepFocus(root, () => named('main'));
});
afterEach(() => {
  undo();
  document.body.innerHTML = '';
});

describe('the focus that is kept', () => {
  it('goes on from what it was handed to while another window was worked in', async () => {
    named('start')?.focus();
    // Of which a browser tells nothing.
    const silence = (event: Event) => event.stopPropagation();
    document.addEventListener('focusin', silence, true);
    await remove('card');
    expect(document.activeElement).toBe(named('finish'));
    await remove('finish');
    expect(document.activeElement).toBe(named('close'));
    document.removeEventListener('focusin', silence, true);
  });

  it('goes to the tabs where the view has nothing left to go on with', async () => {
    named('start')?.focus();
    for (const id of ['close', 'finish', 'card']) await remove(id);
    expect(document.activeElement).toBe(named('tab'));
  });
});
