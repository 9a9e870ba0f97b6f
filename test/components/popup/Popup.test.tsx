import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { Popup } from '@/components/popup/Popup';

afterEach(cleanup);

describe('the popup', () => {
  it('names the keys of the system it is on', () => {
    render(<Popup isMac={false} onOptions={() => {}} />);
    expect(screen.getByText('F12')).toBeTruthy();
    cleanup();
    render(<Popup isMac={true} onOptions={() => {}} />);
    expect(screen.getByText('⌘')).toBeTruthy();
  });

  it('leads to the options', async () => {
    let opened = 0;
    render(
      <Popup
        isMac={false}
        onOptions={() => {
          opened += 1;
        }}
      />,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Options' }));
    expect(opened).toBe(1);
  });
});
