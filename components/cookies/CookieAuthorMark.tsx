import { i18n } from '#i18n';
import { formatUrl } from '@/components/atoms/format';
import { SourceLink } from '@/components/atoms/SourceLink';
import type { CookieEntry } from '@/lib/model/entry';

/** Who wrote a cookie last, as far as it was seen. */
export function CookieAuthorMark({ change }: { change: CookieEntry | undefined }) {
  if (!change) return i18n.t('cookies.author.beforeRecording');
  const [frame] = change.stack;
  if (frame) return <SourceLink frame={frame} />;
  switch (change.author.kind) {
    case 'script':
      return i18n.t('cookies.author.script');
    case 'response':
      return <span title={formatUrl(change.author.url)}>{i18n.t('cookies.author.response')}</span>;
    case 'extension':
      return i18n.t('cookies.author.you');
    case 'unknown':
      return change.action === 'present' ? i18n.t('cookies.author.beforeRecording') : i18n.t('cookies.author.notSeen');
  }
}
