import type { SelectHTMLAttributes } from 'react';
import { classNames } from '@/components/shared/class-names';
import controls from '@/components/shared/controls.module.css';

type SelectProps = Omit<SelectHTMLAttributes<HTMLSelectElement>, 'title'>;

/** A list to choose from. The chosen words may be longer than their field, so that they are its tooltip too. */
export function Select({ className, ...rest }: SelectProps) {
  return (
    <select
      {...rest}
      className={classNames(controls.input, className)}
      // Called anew each time this is drawn, and so after each choice.
      ref={(select) => {
        if (select) select.title = select.selectedOptions[0]?.text ?? '';
      }}
    />
  );
}
