import type { CookieAttributes } from '@/lib/model/observation';

type SameSite = NonNullable<CookieAttributes['sameSite']>;

/** As the cookie standard and the browsers' own tools write it; of a cookie that names none there is no word. */
const SAME_SITE: Record<Exclude<SameSite, 'unspecified'>, string> = {
  strict: 'Strict',
  lax: 'Lax',
  none: 'None',
};

/** The word, or undefined where the cookie or whoever told of it named none. */
export const sameSiteWord = (sameSite: SameSite | undefined): string | undefined =>
  sameSite === undefined || sameSite === 'unspecified' ? undefined : SAME_SITE[sameSite];
