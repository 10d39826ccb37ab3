import { contours } from './contour.ts';
import type { ViewMapping } from './lightbox.ts';
import type { Mask } from './mask.ts';
import { fieldsOnCut } from './plane-field.ts';
import { add, scale, type Vector } from './vector.ts';

/** Canvas pixels between two samples of the mask; contours are interpolated between them. */
const STEP = 3;
/** Half the gap of the focus lines around the focus itself, so that they hide nothing there. */
const GAP = 30;

export interface OverlayStyle {
  /** Colour of each segment number. */
  readonly colour: (segment: number) => string;
  /** Of the fill, 0..1; zero leaves the contour. */
  readonly opacity: number;
  readonly focusColour: string;
}

/** Draws what lies over an image: mask contours with their fill, then the lines of the other two planes. */
export function drawOverlay(
  canvas: HTMLCanvasElement,
  mapping: ViewMapping,
  mask: Mask | undefined,
  focus: Vector,
  style: OverlayStyle,
): void {
  const ratio = window.devicePixelRatio || 1;
  const { width, height } = mapping;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  const context = canvas.getContext('2d');
  if (!context) return;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  if (mask) drawMask(context, mapping, mask, style);
  drawFocus(context, mapping, focus, style.focusColour);
}

function drawMask(
  context: CanvasRenderingContext2D,
  { width, height, origin, across, down }: ViewMapping,
  mask: Mask,
  style: OverlayStyle,
): void {
  const cut = {
    origin: add(origin, add(scale(across, STEP / 2), scale(down, STEP / 2))),
    across: scale(across, STEP),
    down: scale(down, STEP),
    width: Math.ceil(width / STEP),
    height: Math.ceil(height / STEP),
  };
  const fields = [...fieldsOnCut(mask, cut)].sort(([a], [b]) => a - b);
  const shapes = fields.map(([segment, field]) => ({
    colour: style.colour(segment),
    path: pathOf(contours(field, cut.width, cut.height)),
  }));
  context.lineJoin = 'round';
  for (const { path } of shapes) stroke(context, path, 'rgba(0, 0, 0, 0.6)', 3.5); // the hairline without which it drowns in white matter
  for (const { path, colour } of shapes) {
    context.globalAlpha = style.opacity;
    context.fillStyle = colour;
    context.fill(path, 'evenodd');
    context.globalAlpha = 0.85;
    stroke(context, path, colour, 1.5);
    context.globalAlpha = 1;
  }
}

function pathOf(loops: readonly (readonly number[])[]): Path2D {
  const path = new Path2D();
  for (const loop of loops) {
    for (let i = 0; i < loop.length; i += 2) {
      const [x, y] = [((loop[i] ?? 0) + 0.5) * STEP, ((loop[i + 1] ?? 0) + 0.5) * STEP];
      if (i === 0) path.moveTo(x, y);
      else path.lineTo(x, y);
    }
    path.closePath();
  }
  return path;
}

function stroke(context: CanvasRenderingContext2D, path: Path2D, colour: string, width: number): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke(path);
}

function drawFocus(context: CanvasRenderingContext2D, { width, height, toCanvas }: ViewMapping, focus: Vector, colour: string): void {
  const [x, y] = toCanvas(focus).map((value) => Math.round(value) + 0.5) as [number, number];
  context.globalAlpha = 0.55;
  context.beginPath();
  for (const [x0, y0, x1, y1] of [
    [0, y, x - GAP, y],
    [x + GAP, y, width, y],
    [x, 0, x, y - GAP],
    [x, y + GAP, x, height],
  ] as const) {
    context.moveTo(x0, y0);
    context.lineTo(x1, y1);
  }
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.stroke();
  context.globalAlpha = 1;
}
