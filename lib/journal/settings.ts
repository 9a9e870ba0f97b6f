import * as v from 'valibot';
import { MEGABYTES_RANGE, RECORDS_RANGE, type Settings, THEMES } from '@/lib/model/settings';

/** What the user decides on the options page, as it is stored. */

export const DEFAULT_SETTINGS: Settings = {
  recording: true,
  beforeDevTools: true,
  hosts: [],
  maxRecords: 200_000,
  maxMegabytes: 64,
  badge: true,
  theme: 'system',
  redact: true,
  keptKinds: [],
};

const HOST = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/;

/** As a page's address has it: what a browser would spell otherwise, or refuse, meets no request. */
export const isHost = (host: string): boolean => {
  if (host.length > 260 || !HOST.test(host) || !URL.canParse(`http://${host}/`)) return false;
  return new URL(`http://${host}/`).hostname === host.replace(/:\d+$/, '');
};

const within = ({ least, most }: typeof RECORDS_RANGE, otherwise: number) =>
  v.fallback(v.pipe(v.number(), v.minValue(least), v.maxValue(most)), otherwise);

const settingsSchema = v.object({
  recording: v.fallback(v.boolean(), DEFAULT_SETTINGS.recording),
  beforeDevTools: v.fallback(v.boolean(), DEFAULT_SETTINGS.beforeDevTools),
  hosts: v.fallback(
    v.pipe(
      v.array(v.unknown()),
      v.transform((hosts) => hosts.filter((host): host is string => typeof host === 'string' && isHost(host))),
    ),
    DEFAULT_SETTINGS.hosts,
  ),
  maxRecords: within(RECORDS_RANGE, DEFAULT_SETTINGS.maxRecords),
  maxMegabytes: within(MEGABYTES_RANGE, DEFAULT_SETTINGS.maxMegabytes),
  badge: v.fallback(v.boolean(), DEFAULT_SETTINGS.badge),
  theme: v.fallback(v.picklist(THEMES), DEFAULT_SETTINGS.theme),
  redact: v.fallback(v.boolean(), DEFAULT_SETTINGS.redact),
  keptKinds: v.fallback(v.array(v.string()), DEFAULT_SETTINGS.keptKinds),
});

/** Whatever is stored, settings come out: what does not fit falls back to its default. */
export function parseSettings(stored: unknown): Settings {
  const parsed = v.safeParse(settingsSchema, stored);
  return parsed.success ? parsed.output : DEFAULT_SETTINGS;
}
