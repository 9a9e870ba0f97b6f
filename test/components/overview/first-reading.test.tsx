import { act, cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { PanelApp } from '@/components/PanelApp';
import { QUIET_MS } from '@/lib/store/recording-slice';
import { aTestSignup } from '@/test/components/support/journeys';
import { aPanel, type TestPanel } from '@/test/lib/store/support';

let panel: TestPanel;
afterEach(() => {
  cleanup();
  panel.close();
});

describe('a panel that is opened on what was recorded before', () => {
  it('does not say that nothing was detected until it has read it', async () => {
    panel = aPanel();
    const view = render(<PanelApp store={panel.store} page={{ reload() {}, visit() {} }} />);
    await act(() => panel.greet());
    await act(() => panel.showRecords(aTestSignup()));
    expect(view.getByText('Reading what was recorded')).toBeTruthy();
    expect(view.queryByRole('status', { name: 'Verdict' })).toBeNull();
    expect(view.getAllByRole('heading', { level: 1 })).toHaveLength(1);
    act(() => panel.clock.advance(QUIET_MS));
    expect(view.getByRole('status', { name: 'Verdict' }).dataset.verdict).toBe('test-only');
    expect(view.getAllByRole('heading', { level: 1 })).toHaveLength(1);
  });
});
