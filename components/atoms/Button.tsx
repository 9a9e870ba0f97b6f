import type { ButtonHTMLAttributes } from 'react';
import { classNames } from '@/components/shared/class-names';
import controls from '@/components/shared/controls.module.css';
import { Icon } from './Icon';
import type { IconName } from './icons';

type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type'> & {
  icon?: IconName;
  look?: 'plain' | 'primary' | 'ghost';
};

/** A button; without children it is its glyph alone and needs an `aria-label`, which is then its tooltip too. */
export function Button({ icon, look = 'plain', children, className, title, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type="button"
      title={title ?? (children ? undefined : rest['aria-label'])}
      className={classNames(
        controls.button,
        look === 'primary' && controls.primary,
        look === 'ghost' && controls.ghost,
        !children && controls.iconOnly,
        className,
      )}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}
