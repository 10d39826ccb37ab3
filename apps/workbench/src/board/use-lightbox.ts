import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { Draft } from '../api/drafts.ts';
import { drawOverlay, type OverlayStyle } from './draw-overlay.ts';
import { Lightbox, PLANES, type Plane, type PlaneState } from './lightbox.ts';
import { loadMask } from './load-mask.ts';
import { fullestSlices, type Mask } from './mask.ts';
import { loadSeries, type Series } from './series.ts';

export type PlaneElements = Readonly<Record<Plane, RefObject<HTMLDivElement | null>>>;
export type PlaneCanvases = Readonly<Record<Plane, RefObject<HTMLCanvasElement | null>>>;

export interface Shown {
  readonly lightbox: Lightbox;
  readonly series: Series;
  readonly mask?: Mask;
}

/** Loads images and mask of a draft into three views and keeps what is drawn over them in step. */
export function useLightbox(
  draft: Draft,
  elements: PlaneElements,
  canvases: PlaneCanvases,
  overlay: OverlayStyle & { readonly maskShown: boolean },
) {
  const [shown, setShown] = useState<Shown>();
  const [error, setError] = useState<unknown>();
  const [maskError, setMaskError] = useState<unknown>();
  const [states, setStates] = useState<Partial<Record<Plane, PlaneState>>>({});
  const [attempt, setAttempt] = useState(0);
  const latest = useRef({ overlay, shown });
  latest.current = { overlay, shown };

  const draw = useCallback(
    (plane: Plane) => {
      const { overlay: style, shown: current } = latest.current;
      const canvas = canvases[plane].current;
      if (!current || !canvas || canvas.clientWidth === 0) return;
      drawOverlay(canvas, current.lightbox.mapping(plane), style.maskShown ? current.mask : undefined, current.lightbox.focusPoint, style);
    },
    [canvases],
  );

  const { study, segmentation, imageOrientationPatient } = draft;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a draft read anew brings new objects for the same images
  useEffect(() => {
    if (!study) return;
    let gone = false;
    let frame = 0;
    const changed = new Set<Plane>();
    const update = () => {
      frame = 0;
      const current = latest.current.shown;
      if (gone || !current) return;
      for (const plane of PLANES) draw(plane); // each view's lines depend on the others' slices
      const fresh = Object.fromEntries([...changed].map((plane) => [plane, current.lightbox.state(plane)]));
      changed.clear();
      setStates((before) => ({ ...before, ...fresh }));
    };
    const onChange = (plane: Plane) => {
      changed.add(plane);
      frame ||= requestAnimationFrame(update);
    };
    setShown(undefined);
    setError(undefined);
    setMaskError(undefined);
    const hosts = Object.fromEntries(PLANES.map((plane) => [plane, elements[plane].current])) as Record<Plane, HTMLDivElement>;
    let lightbox: Lightbox | undefined;
    (async () => {
      const series = await loadSeries(study.studyInstanceUid, study.seriesInstanceUid, imageOrientationPatient);
      if (gone) return;
      lightbox = new Lightbox(hosts, onChange);
      await lightbox.show(series);
      if (gone) return lightbox.destroy();
      const mask = segmentation && (await loadMask(segmentation, lightbox.slices, lightbox.size).catch(setMaskError));
      if (gone) return lightbox.destroy();
      const first = mask && fullestSlices(mask);
      if (first) lightbox.lookAt(first);
      setShown({ lightbox, series, ...(mask && { mask }) });
      for (const plane of PLANES) onChange(plane);
    })().catch((reason: unknown) => {
      lightbox?.destroy();
      if (!gone) setError(reason);
    });
    return () => {
      gone = true;
      cancelAnimationFrame(frame);
      if (latest.current.shown?.lightbox === lightbox) lightbox?.destroy();
    };
  }, [study?.seriesInstanceUid, segmentation?.sopInstanceUid, attempt]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew when what is drawn looks different
  useEffect(() => {
    if (shown) for (const plane of PLANES) draw(plane);
  }, [shown, draw, overlay.maskShown, overlay.opacity]);

  return { shown, error, maskError, states, retry: () => setAttempt((value) => value + 1) };
}
