import { add, cross, dot, scale, subtract, type Vector } from './vector.ts';

/** One element of the DICOM JSON model. */
export interface DicomElement {
  readonly vr?: string;
  readonly Value?: readonly unknown[];
}
export type InstanceMetadata = Readonly<Record<string, DicomElement>>;

const ORIENTATION = '00200037';
const POSITION = '00200032';

/**
 * Metadata of a series as if the scanner had written this Image Orientation (Patient): positions turn with the axes
 * about the volume's centre, so slices keep their distance and the volume its place.
 * @param orientation direction cosines of row and column in DICOM LPS
 */
export function withOrientation(instances: readonly InstanceMetadata[], orientation: readonly number[]): InstanceMetadata[] {
  const from = axes(numbers(instances[0], ORIENTATION));
  const to = axes(orientation);
  const centres = instances.map(sliceCentre);
  const centre = scale(centres.reduce(add), 1 / centres.length);
  const turn = (v: Vector): Vector => from.map((axis, i) => scale(to[i] as Vector, dot(v, axis))).reduce(add);
  return instances.map((instance) => ({
    ...instance,
    [ORIENTATION]: { vr: 'DS', Value: [...orientation] },
    [POSITION]: { vr: 'DS', Value: [...add(centre, turn(subtract(position(instance), centre)))] },
  }));
}

function axes(orientation: readonly number[]): readonly [Vector, Vector, Vector] {
  const [a = 1, b = 0, c = 0, d = 0, e = 1, f = 0] = orientation;
  return [[a, b, c], [d, e, f], cross([a, b, c], [d, e, f])];
}

function sliceCentre(instance: InstanceMetadata): Vector {
  const [row, column] = axes(numbers(instance, ORIENTATION));
  const [betweenRows = 1, betweenColumns = 1] = numbers(instance, '00280030');
  const [rows = 1] = numbers(instance, '00280010');
  const [columns = 1] = numbers(instance, '00280011');
  return add(position(instance), add(scale(row, ((columns - 1) / 2) * betweenColumns), scale(column, ((rows - 1) / 2) * betweenRows)));
}

function position(instance: InstanceMetadata): Vector {
  const [x = 0, y = 0, z = 0] = numbers(instance, POSITION);
  return [x, y, z];
}

const numbers = (instance: InstanceMetadata | undefined, tag: string): number[] => (instance?.[tag]?.Value ?? []).map(Number);
