import type { CookieState } from '@/lib/model/session';
import { memoise } from '@/lib/store/memoise';
import type { PanelState } from '@/lib/store/panel-store';
import { cookiesOf } from '@/lib/store/selectors';
import { tokenise } from '@/lib/timeline/filter';

/** Tells cookies of one name apart: by domain, path and partition. */
export function cookieKey({ name, attributes }: CookieState): string {
  return [name, attributes.domain, attributes.path, attributes.partitioned].join(' ');
}

const shown = memoise((cookies: readonly CookieState[], filter: string): readonly CookieState[] => {
  const terms = tokenise(filter);
  const words = typeof terms === 'string' ? [] : terms.filter((term) => term.key === undefined && !term.negated);
  return cookies.filter((cookie) =>
    words.every(({ value }) => `${cookie.name} ${cookie.value}`.toLowerCase().includes(value.toLowerCase())),
  );
});

/** Cookies whose name or value has the filter's words; its `key:` terms are about events. */
export function shownCookiesOf(state: PanelState): readonly CookieState[] {
  return shown(cookiesOf(state), state.filter.applied);
}
