import { DataSet } from './data-set.ts';
import { type DicomJson, jsonNumbers } from './dicom-json.ts';
import { DicomError } from './errors.ts';

/** A stack of parallel slices in patient space (DICOM LPS, mm). */
export interface SeriesGeometry {
  readonly rows: number;
  readonly columns: number;
  readonly slices: number;
  /** Between columns (x), rows (y) and slices (z), mm. The last is the distance of the positions, not the slice thickness. */
  readonly spacing: readonly [x: number, y: number, z: number];
  /** Centre of the first voxel of the first slice, LPS mm. */
  readonly origin: readonly [number, number, number];
  /** Unit vectors, LPS: along a row (x grows), along a column (y grows), from slice to slice. */
  readonly directions: readonly number[];
  /** Index into the given instances, first slice first: ascending along the normal of the slices. */
  readonly order: readonly number[];
}

type Vector = readonly [number, number, number];
const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a: Vector, b: Vector): Vector => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];

/** Positions are written with few digits: what is closer than this (mm) is one place. */
const POSITION_TOLERANCE = 1e-3;
/** Slice distances may differ by this share of their median (rounding of positions in the header). */
const DISTANCE_TOLERANCE = 0.02;
const COSINE_TOLERANCE = 1e-3;

/**
 * Sorts the single-frame instances of a series along the normal of their slices.
 * @throws DicomError `no-geometry`, `mixed-geometry`, `duplicate-position`, `missing-slice`
 */
export function sortedGeometry(instances: readonly (DicomJson | DataSet)[]): SeriesGeometry {
  if (instances.length === 0) throw new DicomError('no-geometry', 'The series has no instances');
  const planes = instances.map(planeOf);
  const first = planes[0]!;
  for (const [index, plane] of planes.entries()) {
    if (
      plane.rows !== first.rows ||
      plane.columns !== first.columns ||
      differ(plane.spacing, first.spacing, 1e-4) ||
      differ(plane.cosines, first.cosines, COSINE_TOLERANCE)
    ) {
      throw new DicomError(
        'mixed-geometry',
        `Instance ${index + 1} of ${planes.length} differs in size, pixel spacing or orientation from the first; a series of parallel slices is needed`,
      );
    }
  }
  const row = unit(first.cosines.slice(0, 3) as unknown as Vector);
  const column = unit(first.cosines.slice(3, 6) as unknown as Vector);
  const normal = unit(cross(row, column));
  const along = planes.map((plane) => dot(plane.position, normal));
  const order = planes.map((_, index) => index).sort((a, b) => along[a]! - along[b]!);
  const distances = order.slice(1).map((index, at) => along[index]! - along[order[at]!]!);
  const origin = planes[order[0]!]!.position;
  checkStack(
    order.map((index) => planes[index]!.position),
    distances,
    row,
    column,
  );
  const distance = distances.length > 0 ? (along[order.at(-1)!]! - along[order[0]!]!) / distances.length : thicknessOf(instances[0]!);
  return {
    rows: first.rows,
    columns: first.columns,
    slices: instances.length,
    spacing: [first.spacing[1]!, first.spacing[0]!, distance],
    origin,
    directions: [...row, ...column, ...normal],
    order,
  };
}

function checkStack(positions: readonly Vector[], distances: readonly number[], row: Vector, column: Vector): void {
  const median = [...distances].sort((a, b) => a - b)[Math.floor(distances.length / 2)] ?? 0;
  for (const [at, distance] of distances.entries()) {
    if (distance < POSITION_TOLERANCE)
      throw new DicomError('duplicate-position', `Slices ${at + 1} and ${at + 2} stand at the same position; send each slice once`);
    if (Math.abs(distance - median) > Math.max(DISTANCE_TOLERANCE * median, 10 * POSITION_TOLERANCE)) {
      const missing = Math.round(distance / median) - 1;
      const what = missing > 0 ? `${missing === 1 ? 'a slice is' : `${missing} slices are`} missing` : 'the distances are uneven';
      throw new DicomError(
        'missing-slice',
        `Between slices ${at + 1} and ${at + 2} lie ${distance.toFixed(2)} mm, elsewhere ${median.toFixed(2)} mm: ${what}; send the whole series`,
      );
    }
    const step = [0, 1, 2].map((axis) => positions[at + 1]![axis]! - positions[at]![axis]!) as unknown as Vector;
    if (Math.hypot(dot(step, row), dot(step, column)) > Math.max(0.05 * distance, 0.05)) {
      throw new DicomError(
        'mixed-geometry',
        `Slices ${at + 1} and ${at + 2} are shifted against each other within their plane (a tilted gantry); a straight stack is needed`,
      );
    }
  }
}

interface Plane {
  readonly rows: number;
  readonly columns: number;
  /** Between rows, between columns: the order of Pixel Spacing. */
  readonly spacing: readonly number[];
  readonly cosines: readonly number[];
  readonly position: Vector;
}
const numbersOf = (instance: DicomJson | DataSet, tag: string): number[] =>
  instance instanceof DataSet ? instance.numbers(tag) : jsonNumbers(instance, tag);

function planeOf(instance: DicomJson | DataSet, index: number): Plane {
  const required = (tag: string, name: string, count: number): number[] => {
    const values = numbersOf(instance, tag);
    if (values.length < count)
      throw new DicomError(
        'no-geometry',
        `Instance ${index + 1} has no ${name} (${tag.slice(0, 4)},${tag.slice(4)}); an image in patient space is needed`,
      );
    return values;
  };
  if ((numbersOf(instance, '00280008')[0] ?? 1) > 1)
    throw new DicomError('no-geometry', `Instance ${index + 1} is a multi-frame image; single-frame slices are needed`);
  const position = required('00200032', 'Image Position (Patient)', 3) as unknown as Vector;
  const cosines = required('00200037', 'Image Orientation (Patient)', 6);
  const rowLength = Math.hypot(...cosines.slice(0, 3));
  const columnLength = Math.hypot(...cosines.slice(3, 6));
  const skew = dot(cosines.slice(0, 3) as unknown as Vector, cosines.slice(3, 6) as unknown as Vector);
  if (Math.abs(rowLength - 1) > 0.01 || Math.abs(columnLength - 1) > 0.01 || Math.abs(skew) > 0.01) {
    throw new DicomError(
      'no-geometry',
      `Image Orientation (Patient) of instance ${index + 1} is ${cosines.join('\\')}: not two perpendicular unit vectors`,
    );
  }
  const spacing = required('00280030', 'Pixel Spacing', 2);
  if (!(spacing[0]! > 0 && spacing[1]! > 0))
    throw new DicomError('no-geometry', `Pixel Spacing of instance ${index + 1} is ${spacing.join('\\')}: it must be above 0`);
  return { rows: required('00280010', 'Rows', 1)[0]!, columns: required('00280011', 'Columns', 1)[0]!, spacing, cosines, position };
}

/** Of a single slice: Spacing Between Slices, else Slice Thickness, else 1 mm. */
const thicknessOf = (instance: DicomJson | DataSet): number =>
  [...numbersOf(instance, '00180088'), ...numbersOf(instance, '00180050')].map(Math.abs).find((value) => value > 0) ?? 1;

const differ = (a: readonly number[], b: readonly number[], tolerance: number): boolean =>
  a.some((value, index) => !(Math.abs(value - b[index]!) <= tolerance));
function unit(vector: Vector): Vector {
  const length = Math.hypot(...vector);
  return [vector[0] / length, vector[1] / length, vector[2] / length];
}
