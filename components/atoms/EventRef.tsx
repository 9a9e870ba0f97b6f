import { i18n } from '#i18n';
import { useActions } from '@/components/panel-context';
import controls from '@/components/shared/controls.module.css';

/** `#23`: opens that event in Timeline. */
export function EventRef({ entryId, number }: { entryId: string; number: number }) {
  const { reveal } = useActions();
  return (
    <button
      type="button"
      className={controls.ref}
      aria-label={i18n.t('atoms.showEvent', [number])}
      onClick={(event) => {
        event.stopPropagation();
        reveal(entryId);
      }}
    >
      #{number}
    </button>
  );
}
