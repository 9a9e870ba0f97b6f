import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { DemoApp } from '@/components/demo/DemoApp';
import { rehearse } from '@/lib/demo/play';
import { VISITOR } from '@/lib/demo/shop';

afterEach(cleanup);

async function open() {
  render(<DemoApp rehearse={rehearse} />);
  await screen.findByText('Maya shares a link');
  return userEvent.setup();
}

/** As a browser does with what is disabled; the document under test leaves it focused. */
function dropFocus(button: HTMLButtonElement): void {
  button.disabled = false;
  button.blur();
  button.disabled = true;
}

describe('the demo', () => {
  it('steps by button and begins anew', async () => {
    const user = await open();
    for (let act = 1; act < 5; act += 1) await user.click(screen.getByRole('button', { name: 'Step' }));
    expect(screen.getByText('Maya’s link became a sale')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Play again' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Restart' }));
    expect(screen.getByText('Maya shares a link')).toBeTruthy();
  });

  it('steps by arrow keys, but not while a choice has the focus', async () => {
    const user = await open();
    await user.keyboard('{ArrowRight}');
    expect(screen.getByText('A reader follows it')).toBeTruthy();
    screen.getByRole('combobox', { name: 'Partner' }).focus();
    await user.keyboard('{ArrowRight}');
    expect(screen.getByText('A reader follows it')).toBeTruthy();
  });

  it('goes on by keyboard where a button cannot be pressed any further', async () => {
    const user = await open();
    const step = screen.getByRole<HTMLButtonElement>('button', { name: 'Step' });
    step.focus();
    await user.keyboard('{Enter}{Enter}{Enter}{Enter}');
    expect(screen.getByText('Maya’s link became a sale')).toBeTruthy();
    dropFocus(step);
    expect(document.activeElement).toBe(document.body);
    await user.keyboard('{ArrowLeft}');
    await waitFor(() => expect(document.activeElement).toBe(step));
    await user.keyboard('{Enter}');
    expect(screen.getByText('Maya’s link became a sale')).toBeTruthy();
  });

  it('tells the chosen mishap from the start, and shows nobody’s address', async () => {
    const user = await open();
    await user.keyboard('{ArrowRight}');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Goes wrong' }), 'no-user-id');
    await user.keyboard('{Tab}');
    for (let act = 1; act < 5; act += 1) await user.click(screen.getByRole('button', { name: 'Step' }));
    expect(await screen.findByText('Maya’s sale was credited to nobody')).toBeTruthy();
    expect(document.body.textContent).not.toContain(VISITOR.email);
  });
});
