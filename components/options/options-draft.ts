import { i18n } from '#i18n';
import { formatCount } from '@/components/atoms/format';
import { MEGABYTES_RANGE, RECORDS_RANGE, type Settings } from '@/lib/model/settings';

/** The options form between what is stored and what is typed. */

export type OptionsDraft = Omit<Settings, 'hosts' | 'maxRecords' | 'maxMegabytes'> & {
  hosts: string;
  maxRecords: string;
  maxMegabytes: string;
};

export type DraftReading = { ok: true; options: Settings } | { ok: false; field: keyof OptionsDraft; message: string };

export function draftOf(options: Settings): OptionsDraft {
  return {
    ...options,
    hosts: options.hosts.join('\n'),
    maxRecords: String(options.maxRecords),
    maxMegabytes: String(options.maxMegabytes),
  };
}

export function readDraft(draft: OptionsDraft, isHost: (host: string) => boolean): DraftReading {
  const hosts = [
    ...new Set(
      draft.hosts
        .split(/[\s,]+/)
        .filter(Boolean)
        // An address leaves out the port that goes without saying.
        .map((host) => host.toLowerCase().replace(/:(80|443)$/, '')),
    ),
  ];
  const foreign = hosts.find((host) => !isHost(host));
  if (foreign !== undefined) {
    return {
      ok: false,
      field: 'hosts',
      message: i18n.t('options.notAHost', [foreign]),
    };
  }
  const maxRecords = wholeWithin(draft.maxRecords, RECORDS_RANGE);
  if (maxRecords === undefined)
    return { ok: false, field: 'maxRecords', message: i18n.t('options.recordsOutside', written(RECORDS_RANGE)) };
  const maxMegabytes = wholeWithin(draft.maxMegabytes, MEGABYTES_RANGE);
  if (maxMegabytes === undefined)
    return { ok: false, field: 'maxMegabytes', message: i18n.t('options.megabytesOutside', written(MEGABYTES_RANGE)) };
  return { ok: true, options: { ...draft, hosts, maxRecords, maxMegabytes } };
}

type Range = { least: number; most: number };

function wholeWithin(text: string, { least, most }: Range): number | undefined {
  const value = /^\s*\d+\s*$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
}

const written = ({ least, most }: Range): [string, string] => [formatCount(least), formatCount(most)];
