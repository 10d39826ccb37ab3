import type { Text } from '@consilium/contract';
import type { Size } from './network.ts';

/** Edge of a voxel in mm: the network was trained on 1 mm only. */
const EDGE_MM = [0.8, 1.2] as const;
/** Voxels along each axis: the training crops have 31 to 59. */
const EXTENT = [20, 70] as const;
/** Largest angle in degrees between the voxel grid and the patient's axes; training turned the crops by about 8. */
const OBLIQUE_DEGREES = 20;

/** A volume as far as `accept` needs it. */
export interface Grid {
  readonly size: Size;
  /** Distances of voxel centres in mm: of slices by their positions, never by the slice thickness. */
  readonly spacing: readonly [number, number, number];
  /** Direction cosines of the three axes, nine numbers. */
  readonly directions?: readonly number[];
}

/** Wraps what was found as the sentence that the worklist shows. */
export const notApplicable = (found: Text): Text => ({
  zh: `本次检查不在适用范围：${found.zh}。本服务需要以一侧海马为中心的单帧 MR 裁剪序列：约 1 mm 等体素，每个方向 ${EXTENT[0]}–${EXTENT[1]} 个体素，层面完整。`,
  en: `Not applicable: ${found.en}. Needed is a single-frame MR series cropped around one hippocampus: voxels of about 1 mm, ${EXTENT[0]} to ${EXTENT[1]} along each axis, no slice missing.`,
});

/** Why a volume of this shape is not a crop around one hippocampus; nothing where it may be one. */
export function gridReason({ size, spacing, directions }: Grid): Text | undefined {
  const wrongSize = size.some((n) => n < EXTENT[0] || n > EXTENT[1]);
  const wrongEdge = spacing.some((mm) => !(mm >= EDGE_MM[0] && mm <= EDGE_MM[1]));
  if (wrongSize || wrongEdge) {
    const voxels = size.join(' × ');
    const edges = spacing.map((mm) => Number(mm.toFixed(2))).join(' × ');
    const whole = size[0] > 128 && size[1] > 128;
    return {
      zh: `所见为 ${voxels} 个体素、体素 ${edges} mm 的序列${whole ? '（似为全头颅图像）' : ''}`,
      en: `the series has ${voxels} voxels of ${edges} mm${whole ? ' (a whole head, it seems)' : ''}`,
    };
  }
  const angle = directions ? obliqueness(directions) : 0;
  if (angle > OBLIQUE_DEGREES)
    return {
      zh: `图像方向与人体轴线成 ${Math.round(angle)}° 角`,
      en: `the slices are ${Math.round(angle)} degrees oblique to the axes of the body`,
    };
  return undefined;
}

/** Why these values hold no image. */
export function contentReason(values: ArrayLike<number>): Text | undefined {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN;
    if (!Number.isFinite(value)) return { zh: '图像含有非数值的像素', en: 'some pixels are not numbers' };
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (!(high > low)) return { zh: '图像无内容（所有像素值相同）', en: 'the images are empty (every pixel has the same value)' };
  return undefined;
}

/** Largest angle in degrees between an axis of the grid and the axis of the body that is nearest to it. */
function obliqueness(directions: readonly number[]): number {
  const angles = [0, 3, 6].map((start) => {
    const nearest = Math.max(...directions.slice(start, start + 3).map(Math.abs));
    return (Math.acos(Math.min(nearest, 1)) * 180) / Math.PI;
  });
  return Math.max(...angles);
}
