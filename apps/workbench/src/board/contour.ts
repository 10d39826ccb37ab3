/** A closed line through the grid, in grid units: x0, y0, x1, y1, … */
export type Loop = readonly number[];

type Edge = 'top' | 'right' | 'bottom' | 'left';
/** Segments per case; corner bits: top left 8, top right 4, bottom right 2, bottom left 1. The inside lies on the right hand. */
const SEGMENTS: readonly (readonly (readonly [Edge, Edge])[])[] = [
  [],
  [['left', 'bottom']],
  [['bottom', 'right']],
  [['left', 'right']],
  [['right', 'top']],
  [
    ['right', 'top'],
    ['left', 'bottom'],
  ],
  [['bottom', 'top']],
  [['left', 'top']],
  [['top', 'left']],
  [['top', 'bottom']],
  [
    ['top', 'left'],
    ['bottom', 'right'],
  ],
  [['top', 'right']],
  [['right', 'left']],
  [['right', 'bottom']],
  [['bottom', 'left']],
  [],
];

/**
 * Closed contours of a field at a level, by marching squares with linear interpolation.
 * What lies beyond the grid counts as outside, so every loop closes.
 * @param field values [y][x], flattened
 */
export function contours(field: Float32Array, width: number, height: number, level = 0.5): Loop[] {
  const at = (x: number, y: number) => (x < 0 || y < 0 || x >= width || y >= height ? 0 : (field[y * width + x] ?? 0));
  const row = width + 2;
  const next = new Map<number, number>();
  const points = new Map<number, readonly [number, number]>();
  for (let y = -1; y < height; y++) {
    for (let x = -1; x < width; x++) {
      const [tl, tr, br, bl] = [at(x, y), at(x + 1, y), at(x + 1, y + 1), at(x, y + 1)];
      const code = (tl >= level ? 8 : 0) | (tr >= level ? 4 : 0) | (br >= level ? 2 : 0) | (bl >= level ? 1 : 0);
      if (code === 0 || code === 15) continue;
      const cell = (y + 1) * row + x + 1;
      const edges = {
        top: { id: 2 * cell, point: (): [number, number] => [x + share(tl, tr, level), y] },
        left: { id: 2 * cell + 1, point: (): [number, number] => [x, y + share(tl, bl, level)] },
        bottom: { id: 2 * (cell + row), point: (): [number, number] => [x + share(bl, br, level), y + 1] },
        right: { id: 2 * (cell + 1) + 1, point: (): [number, number] => [x + 1, y + share(tr, br, level)] },
      };
      for (const [from, to] of SEGMENTS[code] ?? []) {
        next.set(edges[from].id, edges[to].id);
        points.set(edges[from].id, edges[from].point());
      }
    }
  }
  return chain(next, points);
}

const share = (a: number, b: number, level: number): number => (a === b ? 0.5 : Math.min(1, Math.max(0, (level - a) / (b - a))));

function chain(next: Map<number, number>, points: Map<number, readonly [number, number]>): Loop[] {
  const loops: Loop[] = [];
  while (next.size > 0) {
    const loop: number[] = [];
    let edge: number | undefined = next.keys().next().value;
    while (edge !== undefined && next.has(edge)) {
      loop.push(...(points.get(edge) ?? []));
      const following: number | undefined = next.get(edge);
      next.delete(edge);
      edge = following;
    }
    loops.push(loop);
  }
  return loops;
}
