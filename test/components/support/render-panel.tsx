import { act, cleanup, render, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { PanelApp } from '@/components/PanelApp';
import type { JournalRecord } from '@/lib/model/observation';
import type { InspectedPage } from '@/lib/store/panel-store';
import { QUIET_MS } from '@/lib/store/recording-slice';
import { aPanel } from '@/test/lib/store/support';

/** The whole panel in a DOM, fed through its port. */
export async function renderPanel(
  records: JournalRecord[] = [],
  options: Parameters<typeof aPanel>[0] = {},
  more: Partial<InspectedPage> = {},
) {
  giveElementsSize();
  const panel = aPanel(options);
  const visits: string[] = [];
  const page = {
    reload: () => visits.push('reload'),
    visit: (url: string) => visits.push(url),
    ...more,
  };
  const view = render(<PanelApp store={panel.store} page={page} />);
  const user = userEvent.setup();

  /** Shows records and lets the verdict settle. */
  const show = (more: JournalRecord[]) =>
    act(async () => {
      await panel.showRecords(more);
      panel.clock.advance(QUIET_MS);
    });
  await act(() => panel.greet());
  await show(records);

  return {
    ...view,
    panel,
    user,
    visits,
    show,
    openTab: (name: string) =>
      user.click(within(view.getByRole('tablist', { name: 'Views' })).getByRole('tab', { name })),
    close() {
      cleanup();
      panel.close();
    },
  };
}

export type RenderedPanel = Awaited<ReturnType<typeof renderPanel>>;

const HEIGHT_PX = 440;

/** The DOM of tests lays nothing out; the virtual list asks how high it is. */
function giveElementsSize(): void {
  Object.defineProperties(HTMLElement.prototype, {
    clientHeight: { configurable: true, get: () => HEIGHT_PX },
    clientWidth: { configurable: true, get: () => 900 },
    scrollHeight: {
      configurable: true,
      get(this: HTMLElement) {
        const content = this.firstElementChild;
        const px = content instanceof HTMLElement ? Number.parseFloat(content.style.height) : 0;
        return Math.max(HEIGHT_PX, px || 0);
      },
    },
  });
}
