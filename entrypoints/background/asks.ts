import * as v from 'valibot';
import { i18n } from '#i18n';
import type { Gate } from '@/lib/journal/gate';
import type { AskHandler } from '@/lib/messaging/panel-hub';
import type { AskMethod } from '@/lib/messaging/protocol';
import type { CookieState } from '@/lib/model/session';

type OwnAsk = 'clear' | 'set-recording' | 'read-body' | 'list-cookies';

/** What the background answers to panels: of the journal and cookies here, of everything else in `further`. */
export function createAsks(
  gate: Gate,
  listCookies: (tabId: number, url: string) => Promise<CookieState[]>,
  further: Record<Exclude<AskMethod, OwnAsk>, AskHandler>,
): Record<AskMethod, AskHandler> {
  return {
    ...further,
    async clear(_params, { tabId }) {
      await gate.clear(tabId);
      return null;
    },
    async 'set-recording'(params, { tabId }) {
      await gate.setRecording(tabId, v.parse(v.object({ on: v.boolean() }), params).on);
      return null;
    },
    async 'read-body'(params, { tabId }) {
      const text = await gate.readBody(tabId, v.parse(v.object({ digest: v.string() }), params).digest);
      if (text === undefined) throw new Error(i18n.t('extension.bodyDropped'));
      return { text };
    },
    'list-cookies': (params, { tabId }) => listCookies(tabId, v.parse(v.object({ url: v.string() }), params).url),
  };
}
