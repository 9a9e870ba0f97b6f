import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { PresentApp } from '@/components/demo/PresentApp';
import { readSession } from '@/lib/session/session-file';
import { aTestSignup } from '@/test/components/support/journeys';
import { renderPanel } from '@/test/components/support/render-panel';

afterEach(cleanup);

/** What the panel hands over when "Present session" is pressed. */
async function handedOver() {
  const handed: string[] = [];
  const panel = await renderPanel(aTestSignup(), {}, { present: async (text) => void handed.push(text) });
  await panel.user.click(panel.getByRole('button', { name: 'Present session' }));
  const verdict = panel.getByRole('status', { name: 'Verdict' }).textContent;
  panel.close();
  return { text: handed.join(), verdict };
}

describe('a presented session', () => {
  it('leaves the panel redacted, and ends in the panel’s verdict', async () => {
    const { text, verdict } = await handedOver();
    expect(text).not.toMatch(/ada@example|u_8142/);
    const reading = readSession(text);
    if (!reading.ok) throw new Error(reading.message);
    const recording = { host: 'shop.example.com', records: reading.session.journal, options: {} };
    const { container } = render(<PresentApp recording={recording} />);
    const user = userEvent.setup();
    expect(screen.getByText('1 of 3')).toBeTruthy();
    await user.keyboard('{ArrowRight}{ArrowRight}');
    expect(screen.getByText('3 of 3')).toBeTruthy();
    expect(screen.getByRole('status', { name: 'Verdict' }).textContent).toBe(verdict);
    expect(container.textContent).not.toMatch(/ada@example|u_8142/);
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  it('that holds nothing is refused in the panel, in words', async () => {
    const panel = await renderPanel([], {}, { present: async () => {} });
    await panel.user.click(panel.getByRole('button', { name: 'Present session' }));
    expect((await panel.findByRole('alert')).textContent).toContain(
      'The session was not presented: It holds no events yet.',
    );
    panel.close();
  });
});
