import { classNames } from '@/components/shared/class-names';
import styles from './Icon.module.css';
import { ICONS, type IconName } from './icons';

type IconProps = {
  name: IconName;
  small?: boolean;
  /** What the glyph says where no word beside it does; without it the glyph is decoration. */
  label?: string;
  className?: string | undefined;
};

export function Icon({ name, small = false, label, className }: IconProps) {
  const classes = classNames(styles.icon, small && styles.small, className);
  return label ? (
    <svg className={classes} viewBox="0 0 16 16" role="img" aria-label={label}>
      <title>{label}</title>
      {ICONS[name]}
    </svg>
  ) : (
    <svg className={classes} viewBox="0 0 16 16" aria-hidden="true">
      {ICONS[name]}
    </svg>
  );
}
