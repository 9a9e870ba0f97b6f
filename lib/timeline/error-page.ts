import type { NavigationEntry } from '@/lib/model/entry';

/** The server had no page to show, and what is on show is its word for that: often a page without the tracker. */
export const isErrorPage = ({ status }: NavigationEntry): boolean => status !== undefined && status >= 400;
