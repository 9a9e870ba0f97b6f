import { type KeyboardEvent, type PointerEvent, type ReactNode, type RefObject, useRef } from 'react';
import { i18n } from '#i18n';
import { useActions, usePanel } from '@/components/panel-context';
import styles from './Split.module.css';

const STEP_PX = 16;
const LEAST_PX = 160;

type SplitProps = {
  /** Under which the size of the second pane is remembered. */
  name: string;
  /** The second pane's size in px until it is resized. */
  defaultWidthPx: number;
  first: ReactNode;
  second: ReactNode;
};

/** Two panes with a divider between: side by side when wide, one above the other when narrow. */
export function Split({ name, defaultWidthPx, first, second }: SplitProps) {
  const box = useRef<HTMLDivElement>(null);
  const width = usePanel((state) => state.paneSizes[`${name}:width`]);
  const height = usePanel((state) => state.paneSizes[`${name}:height`]);
  const { setPaneSize } = useActions();

  const axis = () => {
    const isStacked = box.current !== null && getComputedStyle(box.current).flexDirection === 'column';
    return isStacked ? 'height' : 'width';
  };
  const resize = (sizePx: number) => {
    const limit = (box.current?.getBoundingClientRect()[axis()] ?? 0) - LEAST_PX;
    setPaneSize(`${name}:${axis()}`, Math.round(Math.max(LEAST_PX, Math.min(sizePx, limit))));
  };

  // The first pane keeps its place in the tree, and with it its focus and scroll, when the second comes and goes.
  return (
    <div ref={box} className={styles.split}>
      <div className={styles.first}>{first}</div>
      {second && (
        <>
          <Divider
            box={box}
            axis={axis}
            sizePx={width ?? defaultWidthPx}
            onResize={resize}
            onReset={() => setPaneSize(`${name}:${axis()}`, undefined)}
          />
          <div
            className={styles.second}
            style={{
              '--width': width === undefined ? `clamp(360px, 40cqw, ${defaultWidthPx}px)` : `${width}px`,
              '--height': height === undefined ? '52%' : `${height}px`,
            }}
          >
            {second}
          </div>
        </>
      )}
    </div>
  );
}

type DividerProps = {
  box: RefObject<HTMLDivElement | null>;
  axis: () => 'width' | 'height';
  sizePx: number;
  onResize: (sizePx: number) => void;
  onReset: () => void;
};

/** Dragged, moved by arrow keys, and put back by a double click. */
function Divider({ box, axis, sizePx, onResize, onReset }: DividerProps) {
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const bounds = box.current?.getBoundingClientRect();
    if (!bounds || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    onResize(axis() === 'width' ? bounds.right - event.clientX : bounds.bottom - event.clientY);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowLeft: STEP_PX, ArrowUp: STEP_PX, ArrowRight: -STEP_PX, ArrowDown: -STEP_PX }[event.key];
    const pane = box.current?.lastElementChild;
    if (step === undefined || !pane) return;
    event.preventDefault();
    onResize(pane.getBoundingClientRect()[axis()] + step);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be focused, and this one is moved by keys
    <div
      className={styles.divider}
      role="separator"
      aria-label={i18n.t('layout.resizePanes')}
      aria-valuenow={sizePx}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
      onDoubleClick={onReset}
    />
  );
}
