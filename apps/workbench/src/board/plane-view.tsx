import { type PointerEvent, type ReactNode, type RefObject, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Plane, PlaneState } from './lightbox.ts';
import styles from './plane-view.module.css';
import { ScaleBar } from './scale-bar.tsx';

interface PlaneViewProps {
  readonly plane: Plane;
  /** 0 is the large place, 1 and 2 the small ones. */
  readonly slot: number;
  readonly hidden: boolean;
  readonly element: RefObject<HTMLDivElement | null>;
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly state: PlaneState | undefined;
  /** A click that was no drag, in pixels of the view. */
  readonly onPick: (x: number, y: number) => void;
  readonly onEnlarge: () => void;
  readonly picking: boolean;
  readonly children?: ReactNode;
}

const DRAG_PIXELS = 4;

/** One plane: image, what is drawn over it, and the words at its edges. */
export function PlaneView({ plane, slot, hidden, element, canvas, state, onPick, onEnlarge, picking, children }: PlaneViewProps) {
  const { t } = useTranslation('study');
  const down = useRef<readonly [number, number]>(undefined);
  const onPointerUp = (event: PointerEvent) => {
    const start = down.current;
    down.current = undefined;
    if (!picking || !start || event.button !== 0) return;
    if (Math.hypot(event.clientX - start[0], event.clientY - start[1]) > DRAG_PIXELS) return;
    const { left, top } = event.currentTarget.getBoundingClientRect();
    onPick(event.clientX - left, event.clientY - top);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the board is one stop, its keys are the page's
    <div
      className={`${styles.view} ${slot === 0 ? styles.big : ''} ${hidden ? styles.hidden : ''}`}
      style={{ gridArea: ['big', 'upper', 'lower'][slot] }}
      data-testid={`plane-${plane}`}
      onPointerDownCapture={(event) => {
        down.current = [event.clientX, event.clientY];
      }}
      onPointerUpCapture={onPointerUp}
      onDoubleClick={onEnlarge}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: only keeps the browser's menu away from the zoom button */}
      <div ref={element} className={styles.image} onContextMenu={(event) => event.preventDefault()} />
      <canvas ref={canvas} className={styles.overlay} />
      {state && (
        <>
          <span className={styles.title}>
            <b>{t(`plane.${plane}`)}</b> {state.slice} / {state.slices}
          </span>
          <span className={`${styles.letter} ${styles.left}`}>{state.letters.left}</span>
          <span className={`${styles.letter} ${styles.right}`}>{state.letters.right}</span>
          <span className={`${styles.letter} ${styles.top}`}>{state.letters.top}</span>
          {slot === 0 && <span className={`${styles.letter} ${styles.bottom}`}>{state.letters.bottom}</span>}
          {slot === 0 && (
            <span className={styles.window}>
              <ScaleBar pixelsPerMm={state.pixelsPerMm} />
              WW {state.window.width} WL {state.window.level}
            </span>
          )}
        </>
      )}
      {children}
    </div>
  );
}
