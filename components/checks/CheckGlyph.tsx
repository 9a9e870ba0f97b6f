import { Icon } from '@/components/atoms/Icon';
import text from '@/components/shared/text.module.css';
import type { CheckState } from '@/lib/expectations/expectations';
import { STATES } from './check-states';

export function CheckGlyph({ state }: { state: CheckState }) {
  const { icon, colour, word } = STATES[state];
  return <Icon name={icon} label={word} className={text[colour]} />;
}
