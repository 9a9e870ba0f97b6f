import { classNames } from '@/components/shared/class-names';
import text from '@/components/shared/text.module.css';
import type { Tone } from '@/lib/store/problems';
import { Icon } from './Icon';

type VerdictGlyphProps = { tone: Tone; small?: boolean; className?: string | undefined };

/** What stands beside the word of a verdict, or of a stage on the way to it: a clock while it is open. */
export function VerdictGlyph({ tone, small = false, className }: VerdictGlyphProps) {
  return <Icon name={tone === 'info' ? 'clock' : tone} small={small} className={classNames(text[tone], className)} />;
}
