import { VolumeError } from './errors.ts';

export type Values = Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Float32Array | Float64Array;
export type Triple = readonly [x: number, y: number, z: number];

/** A three-dimensional image in patient space. */
export interface Volume<T extends Values = Values> {
  /** Voxels along the first, second and third axis of the array. */
  readonly size: Triple;
  /** Distance of voxel centres along each axis, mm. */
  readonly spacing: Triple;
  /** 4 x 4, row by row: voxel index (x, y, z, 1) to patient space in RAS, mm. */
  readonly affine: readonly number[];
  /** Index `x + size[0] * (y + size[1] * z)`. */
  readonly values: T;
}

/** Voxel distances that an affine states: the lengths of its columns. */
export const spacingOf = (affine: readonly number[]): Triple =>
  [0, 1, 2].map((column) => Math.hypot(affine[column]!, affine[4 + column]!, affine[8 + column]!)) as unknown as Triple;

/**
 * A volume from a stack of slices whose geometry is given in DICOM's patient space (LPS): the affine is the same place in RAS.
 * @param geometry unit vectors along a row, along a column and from slice to slice (LPS); centre of the first voxel (LPS, mm)
 */
export function volumeFromLps<T extends Values>(
  values: T,
  geometry: { readonly size: Triple; readonly spacing: Triple; readonly directions: readonly number[]; readonly origin: Triple },
): Volume<T> {
  const { size, spacing, directions, origin } = geometry;
  if (values.length !== size[0] * size[1] * size[2])
    throw new VolumeError('invalid-value', `${values.length} values are given for a volume of ${size.join(' x ')} voxels`);
  const affine = [0, 1, 2].flatMap((axis) => {
    const sign = axis === 2 ? 1 : -1; // left and posterior point the other way in RAS
    return [0, 1, 2].map((column) => clean(sign * directions[column * 3 + axis]! * spacing[column]!)).concat(clean(sign * origin[axis]!));
  });
  return { size, spacing, affine: [...affine, 0, 0, 0, 1], values };
}
const clean = (value: number): number => (value === 0 ? 0 : value);

/** Millilitres of the voxels that carry a label. */
export function volumeMl(labels: Values, spacing: Triple, label: number): number {
  let count = 0;
  for (let index = 0; index < labels.length; index++) if (labels[index] === label) count++;
  return (count * spacing[0] * spacing[1] * spacing[2]) / 1000;
}
