/** `url` with the parameter that `code` (`?ref=name`, `aff=name`) spells; undefined when either is not to be used. */
export function withReferral(url: string, code: string): string | undefined {
  const match = /^\??(ref|aff)=([^&#\s]+)$/.exec(code.trim());
  const [, parameter, partner] = match ?? [];
  if (!parameter || !partner || !URL.canParse(url)) return undefined;
  const landing = new URL(url);
  if (!/^https?:$/.test(landing.protocol)) return undefined;
  landing.searchParams.set(parameter, partner);
  return landing.href;
}
