import { type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useEscape } from '@/components/layout/escape';
import controls from '@/components/shared/controls.module.css';
import text from '@/components/shared/text.module.css';
import { Button } from './Button';
import { Icon } from './Icon';
import type { IconName } from './icons';
import styles from './Menu.module.css';

export type MenuItem = { label: string; hint?: string; onChoose: () => void };

type MenuProps = {
  label: string;
  icon?: IconName;
  look?: 'plain' | 'ghost';
  /** Also without its word where the panel is narrow. */
  compact?: boolean;
  items: readonly MenuItem[];
};

/** A button that opens a short list of actions: arrows move in it, Escape and leaving it close it. */
export function Menu({ label, icon, look = 'plain', compact = false, items }: MenuProps) {
  const [isOpen, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const entries = () => [...(place.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
  const close = useCallback(() => {
    setOpen(false);
    place.current?.querySelector('button')?.focus();
  }, []);

  useLayoutEffect(() => {
    const [button, menu] = place.current?.children ?? [];
    if (isOpen && button && menu instanceof HTMLElement) showBelow(menu, button);
  }, [isOpen]);
  useEffect(() => {
    if (isOpen) place.current?.querySelector<HTMLElement>('[role="menuitem"]')?.focus();
  }, [isOpen]);
  useEscape(
    useCallback(() => {
      if (isOpen) close();
      return isOpen;
    }, [isOpen, close]),
  );

  const onKeyDown = (event: KeyboardEvent) => {
    const all = entries();
    const index = all.findIndex((entry) => entry.matches(':focus'));
    const next = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: -1 }[event.key];
    if (!isOpen || next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    all.at(next % all.length)?.focus();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the keys of the menu within
    <div
      ref={place}
      className={styles.place}
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        if (!place.current?.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <Button
        look={look}
        className={compact ? controls.compact : undefined}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        {...(icon && { icon })}
      >
        <span className={compact ? text.hideMid : undefined}>{label}</span>
        <Icon name="down" small />
      </Button>
      {isOpen && (
        <div role="menu" aria-label={label} className={styles.menu} popover="manual">
          {items.map((item) => (
            <button
              key={item.label}
              type="button"
              role="menuitem"
              tabIndex={-1}
              className={styles.item}
              title={item.hint}
              onClick={() => {
                close();
                item.onChoose();
              }}
            >
              {item.label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

const MARGIN_PX = 4;

/** Over everything, so that no pane cuts it: it ends where the button does, and stays within the panel. */
function showBelow(menu: HTMLElement, button: Element): void {
  const from = button.getBoundingClientRect();
  menu.style.minWidth = `${from.width}px`;
  menu.showPopover();
  const { width, height } = menu.getBoundingClientRect();
  const within = (at: number, size: number, room: number) => Math.max(MARGIN_PX, Math.min(at, room - size - MARGIN_PX));
  const hasRoomBelow = from.bottom + height + MARGIN_PX <= innerHeight || from.top < height;
  menu.style.left = `${within(from.right - width, width, innerWidth)}px`;
  menu.style.top = `${within(hasRoomBelow ? from.bottom + 2 : from.top - height - 2, height, innerHeight)}px`;
}
