import { createRef, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../api/drafts.ts';
import { useKeys } from '../keys/use-keys.ts';
import { language } from '../language.ts';
import { ErrorNote } from '../parts/states.tsx';
import styles from './board.module.css';
import { BoardTools } from './board-tools.tsx';
import { PLANES, type Plane, type Tool } from './lightbox.ts';
import { maskColour } from './mask-colour.ts';
import { PlaneView } from './plane-view.tsx';
import { useLightbox } from './use-lightbox.ts';

export interface BoardProps {
  readonly draft: Draft;
  /** The images stood before the person's eyes. */
  readonly onShown: () => void;
}

const OPACITY_STEP = 0.1;
const FOCUS_COLOUR = '#7fc8d8';

const eachPlane = <T,>(make: () => T): Readonly<Record<Plane, T>> => ({ sagittal: make(), coronal: make(), axial: make() });

/** Images with the mask over them: three planes of one volume, near black, one stop in the order of Tab. */
export function Board({ draft, onShown }: BoardProps) {
  const { t } = useTranslation('study');
  const [elements] = useState(() => eachPlane(() => createRef<HTMLDivElement>()));
  const [canvases] = useState(() => eachPlane(() => createRef<HTMLCanvasElement>()));
  const [tool, setTool] = useState<Tool>('window');
  const [layout, setLayout] = useState<1 | 3>(3);
  const [big, setBig] = useState<Plane>('sagittal');
  const [maskShown, setMaskShown] = useState(true);
  const [opacity, setOpacity] = useState(0.26);
  const { shown, error, maskError, states, retry } = useLightbox(draft, elements, canvases, {
    colour: maskColour,
    opacity,
    focusColour: FOCUS_COLOUR,
    maskShown,
  });

  useEffect(() => {
    if (shown) onShown();
  }, [shown, onShown]);
  useEffect(() => shown?.lightbox.use(tool), [shown, tool]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of layout gives the views another size
  useEffect(() => shown?.lightbox.fit(), [shown, layout, big]);
  useEffect(() => {
    const host = elements.sagittal.current?.closest('section');
    if (!shown || !host) return;
    const observer = new ResizeObserver(() => shown.lightbox.fit());
    observer.observe(host);
    return () => observer.disconnect();
  }, [shown, elements]);

  const scroll = (by: number) => () => shown?.lightbox.scroll(big, by);
  const changeOpacity = (by: number) => () => setOpacity((value) => Math.min(1, Math.max(0, Math.round((value + by) * 100) / 100)));
  useKeys({
    w: () => setTool('window'),
    z: () => setTool('zoom'),
    d: () => setTool('measure'),
    m: () => setMaskShown((value) => !value),
    '[': changeOpacity(-OPACITY_STEP),
    ']': changeOpacity(OPACITY_STEP),
    1: () => setLayout(1),
    3: () => setLayout(3),
    ArrowUp: scroll(-1),
    ArrowDown: scroll(1),
  });

  const segments = draft.segmentation?.segments ?? [];
  const order = [big, ...PLANES.filter((plane) => plane !== big)];
  return (
    <section
      className={styles.board}
      aria-label={t('board.label')}
      data-testid="study-board"
      {...(shown?.mask && { 'data-mask-voxels': shown.mask.voxels })}
    >
      <BoardTools {...{ tool, setTool, layout, setLayout, maskShown, setMaskShown, opacity, setOpacity }} hasMask={segments.length > 0} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the board is one stop with its own arrows */}
      {/* biome-ignore lint/a11y/useSemanticElements: these are pictures, no form */}
      <div className={`${styles.views} ${layout === 1 ? styles.single : ''}`} tabIndex={0} role="group" aria-label={t('board.views')}>
        {PLANES.map((plane) => (
          <PlaneView
            key={plane}
            plane={plane}
            slot={order.indexOf(plane)}
            hidden={layout === 1 && plane !== big}
            element={elements[plane]}
            canvas={canvases[plane]}
            state={shown && states[plane]}
            onPick={(x, y) => shown?.lightbox.pick(plane, x, y)}
            onEnlarge={() => setBig(plane)}
            picking={tool !== 'measure'}
          >
            {plane === big && shown && (
              <>
                <span className={styles.series}>
                  {shown.series.description || draft.study?.description}
                  {draft.imageOrientationPatient && <em title={t('board.orientationWhy')}>{t('board.orientation')}</em>}
                </span>
                {segments.length > 0 && (
                  <span className={`${styles.legend} ${maskShown ? '' : styles.off}`}>
                    {segments.map(({ number, label }) => (
                      <span key={number}>
                        <i style={{ background: maskColour(number) }} />
                        {label[language()]}
                      </span>
                    ))}
                    {!maskShown && <b>{t('board.maskHidden')}</b>}
                  </span>
                )}
              </>
            )}
          </PlaneView>
        ))}
        {!shown && !error && <p className={styles.loading}>{t('board.loading')}</p>}
        {Boolean(error) && (
          <div className={styles.failed}>
            <ErrorNote title={t('board.failed')} error={error} onRetry={retry}>
              <p>{t('board.failedSafe')}</p>
            </ErrorNote>
          </div>
        )}
        {Boolean(maskError) && (
          <p className={styles.maskFailed} role="alert">
            {t('board.maskFailed')} {maskError instanceof Error && maskError.message}
          </p>
        )}
      </div>
      {shown?.mask && <span hidden data-testid="mask-ready" data-mask-voxels={shown.mask.voxels} />}
    </section>
  );
}
