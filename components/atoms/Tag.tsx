import type { ReactNode } from 'react';
import { classNames } from '@/components/shared/class-names';
import controls from '@/components/shared/controls.module.css';
import type { Tone } from '@/lib/store/problems';

export function Tag({
  tone = 'none',
  title,
  children,
}: {
  tone?: Tone;
  title?: string | undefined;
  children: ReactNode;
}) {
  return (
    <span className={classNames(controls.tag, tone !== 'none' && controls[tone])} title={title}>
      {children}
    </span>
  );
}
