import type { ReactNode } from 'react';
import { i18n } from '#i18n';
import { Button } from '@/components/atoms/Button';
import { Icon } from '@/components/atoms/Icon';
import { Select } from '@/components/atoms/Select';
import { Tag } from '@/components/atoms/Tag';
import text from '@/components/shared/text.module.css';
import { type DemoChoices, isMishap, MISHAPS, PARTNERS } from '@/lib/demo/choices';
import { isDialect } from '@/lib/model/entry';
import { ALL_DIALECTS } from '@/lib/tracker/dialects';
import styles from './DemoChoicesBar.module.css';

type DemoChoicesBarProps = {
  choices: DemoChoices;
  onChange(choices: DemoChoices): void;
  onFullScreen?: (() => void) | undefined;
};

/** What is told: which partner, in which dialect, and what goes wrong. */
export function DemoChoicesBar({ choices, onChange, onFullScreen }: DemoChoicesBarProps) {
  return (
    <div className={styles.bar} role="toolbar" aria-label={i18n.t('demo.choices')}>
      <span className={text.row}>
        <Icon name="lock" />
        <span className={text.second}>{i18n.t('demo.masked')}</span>
      </span>
      <Tag tone="info">{i18n.t('demo.mock')}</Tag>
      <span className={`${text.grow} ${styles.space}`} />
      <Choice
        label={i18n.t('demo.partner')}
        value={choices.partner}
        onChange={(partner) => onChange({ ...choices, partner })}
      >
        {PARTNERS.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Choice>
      <Choice
        label={i18n.t('demo.tracker')}
        value={choices.dialect}
        onChange={(value) => isDialect(value) && onChange({ ...choices, dialect: value })}
      >
        {ALL_DIALECTS.map(({ name, landingParameter }) => (
          <option key={name} value={name}>{`${name}, ?${landingParameter}=`}</option>
        ))}
      </Choice>
      <Choice
        label={i18n.t('demo.goesWrong')}
        value={choices.mishap}
        onChange={(value) => isMishap(value) && onChange({ ...choices, mishap: value })}
      >
        {Object.entries(MISHAPS).map(([name, words]) => (
          <option key={name} value={name}>
            {words}
          </option>
        ))}
      </Choice>
      {onFullScreen && <Button onClick={onFullScreen}>{i18n.t('demo.fullScreen')}</Button>}
    </div>
  );
}

type ChoiceProps = { label: string; value: string; onChange(value: string): void; children: ReactNode };

function Choice({ label, value, onChange, children }: ChoiceProps) {
  return (
    <label className={styles.choice}>
      <span className={text.second}>{label}</span>
      <Select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {children}
      </Select>
    </label>
  );
}
