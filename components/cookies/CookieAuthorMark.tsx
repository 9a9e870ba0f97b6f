import { formatUrl } from '@/components/atoms/format';
import { SourceLink } from '@/components/atoms/SourceLink';
import type { CookieEntry } from '@/lib/model/entry';

/** Who wrote a cookie last, as far as it was seen. */
export function CookieAuthorMark({ change }: { change: CookieEntry | undefined }) {
  if (!change) return 'Before recording';
  const [frame] = change.stack;
  if (frame) return <SourceLink frame={frame} />;
  switch (change.author.kind) {
    case 'script':
      return 'Script';
    case 'response':
      return <span title={formatUrl(change.author.url)}>Response</span>;
    case 'extension':
      return 'You';
    case 'unknown':
      return change.action === 'present' ? 'Before recording' : 'Not seen';
  }
}
