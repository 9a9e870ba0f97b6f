import { useState } from 'react';
import { i18n } from '#i18n';
import { Button } from './Button';
import { CodeBlock } from './CodeBlock';
import { formatCount } from './format';

const SHOWN_CHARACTERS = 20_000;

/** Code of any length: its beginning first, the rest on demand, so that a huge body does not stall the panel. */
export function LongCode({ text, label, isJson }: { text: string; label: string; isJson: boolean }) {
  const [isWhole, setWhole] = useState(false);
  const isCut = !isWhole && text.length > SHOWN_CHARACTERS;
  return (
    <>
      <CodeBlock text={isCut ? text.slice(0, SHOWN_CHARACTERS) : text} label={label} isJson={isJson} />
      {isCut && (
        <Button onClick={() => setWhole(true)}>{i18n.t('atoms.showAllCharacters', [formatCount(text.length)])}</Button>
      )}
    </>
  );
}
