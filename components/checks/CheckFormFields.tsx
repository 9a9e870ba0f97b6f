import { useId } from 'react';
import { i18n } from '#i18n';
import { Select } from '@/components/atoms/Select';
import controls from '@/components/shared/controls.module.css';
import { EVENTS, JSON_TYPES } from '@/lib/expectations/expectations';
import styles from './CheckEditor.module.css';
import { AMOUNTS, type CheckForm, OPERATORS } from './check-draft';

type FieldsProps = { form: CheckForm; onChange: (form: CheckForm) => void };

/** How many of which event, and what one of its fields must be. */
export function CheckFormFields({ form, onChange }: FieldsProps) {
  const id = useId();
  const set = (part: Partial<CheckForm>) => onChange({ ...form, ...part });
  return (
    <>
      <label htmlFor={`${id}-amount`}>{i18n.t('checks.form.expect')}</label>
      <div className={styles.row}>
        <Choice id={`${id}-amount`} value={form.amount} options={AMOUNTS} onChange={(amount) => set({ amount })} />
        {form.amount !== 'never' && (
          <input
            type="number"
            min={0}
            max={999}
            className={`${controls.input} ${styles.count}`}
            aria-label={i18n.t('checks.form.howMany')}
            value={form.count}
            onChange={(event) => set({ count: Math.max(0, Math.trunc(Number(event.currentTarget.value))) })}
          />
        )}
        <Choice<string>
          label={i18n.t('checks.form.event')}
          value={form.event}
          options={Object.fromEntries(EVENTS.map((name) => [name, name]))}
          onChange={(event) => set({ event: EVENTS.find((name) => name === event) ?? 'lead' })}
        />
      </div>
      <label htmlFor={`${id}-name`}>{i18n.t('checks.form.named')}</label>
      <div className={styles.row}>
        <input
          id={`${id}-name`}
          className={controls.input}
          placeholder={i18n.t('checks.form.anyName')}
          value={form.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <input
          className={controls.input}
          aria-label={i18n.t('checks.form.inState')}
          placeholder={i18n.t('checks.form.anyState')}
          value={form.state}
          onChange={(event) => set({ state: event.currentTarget.value })}
        />
      </div>
      <label htmlFor={`${id}-field`}>{i18n.t('checks.form.field')}</label>
      <div className={styles.row}>
        <input
          id={`${id}-field`}
          className={`${controls.input} ${styles.mono}`}
          placeholder="/user_id"
          value={form.field}
          onChange={(event) => set({ field: event.currentTarget.value })}
        />
        <Choice
          label={i18n.t('checks.form.operator')}
          value={form.operator}
          options={OPERATORS}
          onChange={(operator) => set({ operator, value: operator === 'type' ? 'string' : form.value })}
        />
        {(form.operator === 'equals' || form.operator === 'matches') && (
          <input
            className={`${controls.input} ${styles.mono}`}
            aria-label={i18n.t('checks.form.value')}
            value={form.value}
            onChange={(event) => set({ value: event.currentTarget.value })}
          />
        )}
        {form.operator === 'type' && (
          <Choice<string>
            label={i18n.t('checks.form.type')}
            value={form.value}
            options={Object.fromEntries(JSON_TYPES.map((type) => [type, type]))}
            onChange={(value) => set({ value })}
          />
        )}
      </div>
    </>
  );
}

type ChoiceProps<T extends string> = {
  id?: string;
  label?: string;
  value: T;
  options: Record<T, string>;
  onChange: (value: T) => void;
};

function Choice<T extends string>({ id, label, value, options, onChange }: ChoiceProps<T>) {
  const isOption = (name: string): name is T => name in options;
  return (
    <Select
      id={id}
      aria-label={label}
      value={value}
      onChange={({ currentTarget }) => isOption(currentTarget.value) && onChange(currentTarget.value)}
    >
      {Object.entries<string>(options).map(([name, words]) => (
        <option key={name} value={name}>
          {words}
        </option>
      ))}
    </Select>
  );
}
