import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { InspectedPage, PanelState, PanelStore } from '@/lib/store/panel-store';

/** How components reach the panel's store and the inspected page. */

export type PanelContextValue = { store: PanelStore; page: InspectedPage };

export const PanelContext = createContext<PanelContextValue | undefined>(undefined);

function usePanelContext(): PanelContextValue {
  const value = useContext(PanelContext);
  if (!value) throw new Error('A panel component was rendered outside PanelContext.');
  return value;
}

/** What `select` makes of the state; it must return the same object while nothing it reads changed. */
export function usePanel<T>(select: (state: PanelState) => T): T {
  return useStore(usePanelContext().store, select);
}

/** The store's actions, which never change; reading state through this does not re-render. */
export function useActions(): PanelState {
  return usePanelContext().store.getState();
}

export function useInspectedPage(): InspectedPage {
  return usePanelContext().page;
}
