import { type ReactNode, useEffect, useState } from 'react';
import { i18n } from '#i18n';
import { Button } from './Button';
import { copyText } from './clipboard';

const SHOWN_MS = 1500;

/** Copies `text`, and says whether it did. */
export function CopyButton({ text, label, children }: { text: string; label: string; children?: ReactNode }) {
  const [outcome, setOutcome] = useState<'copied' | 'refused'>();
  useEffect(() => {
    if (!outcome) return;
    const timer = setTimeout(() => setOutcome(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const said = outcome && (outcome === 'copied' ? i18n.t('atoms.copied') : i18n.t('atoms.notCopied'));
  return (
    <Button
      look="ghost"
      icon={outcome === 'copied' ? 'check' : 'copy'}
      aria-label={said ?? label}
      onClick={async () => setOutcome((await copyText(text)) ? 'copied' : 'refused')}
    >
      {children && (said ?? children)}
    </Button>
  );
}
