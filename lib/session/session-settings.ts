import type { Session } from '@/lib/model/session';

/** What a session file says of how it wants to be judged, the same for the panel and the command line. */
export function judgeOptionsOf({ settings }: Session): { production?: boolean } {
  const production = settings?.production;
  return typeof production === 'boolean' ? { production } : {};
}
