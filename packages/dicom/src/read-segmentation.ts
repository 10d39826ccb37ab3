import { rgbOfCielab } from './cielab.ts';
import type { DataSet } from './data-set.ts';
import { DicomError } from './errors.ts';
import type { Code } from './header-modules.ts';
import { pixelFrames } from './pixel-frames.ts';

export interface Segment {
  readonly number: number;
  readonly label: string;
  readonly category?: Code;
  readonly type?: Code;
  readonly modifier?: Code;
  readonly algorithmType?: string;
  readonly algorithmName?: string;
  readonly algorithmVersion?: string;
  /** sRGB, 0..255. */
  readonly color?: readonly [number, number, number];
}
export interface SegmentationFrame {
  readonly segment: number;
  /** The image that this frame segments, where the object says. */
  readonly referencedSopInstanceUid?: string;
  /** Image Position (Patient), LPS mm. */
  readonly position?: readonly number[];
  /** `[y][x]`: 1 inside; of a fractional segmentation the stored value, 0 to `maximum`. */
  readonly mask: Uint8Array;
}
export interface Segmentation {
  readonly kind: 'BINARY' | 'FRACTIONAL' | 'LABELMAP';
  readonly rows: number;
  readonly columns: number;
  /** Value of a mask that means fully inside: 1, or Maximum Fractional Value. */
  readonly maximum: number;
  readonly segments: readonly Segment[];
  readonly frames: readonly SegmentationFrame[];
}

const SEGMENTATIONS = new Set(['1.2.840.10008.5.1.4.1.1.66.4', '1.2.840.10008.5.1.4.1.1.66.7']);

/** Reads a Segmentation object: one mask for each frame, and in a label map for each segment of a frame. @throws DicomError */
export function readSegmentation(dataSet: DataSet): Segmentation {
  if (!SEGMENTATIONS.has(dataSet.sopClassUid ?? ''))
    throw new DicomError('invalid-value', `SOP Class ${dataSet.sopClassUid ?? '(none)'} is not a segmentation`);
  const stated = dataSet.text('00620001') ?? 'BINARY';
  if (stated !== 'BINARY' && stated !== 'FRACTIONAL' && stated !== 'LABELMAP')
    throw new DicomError('invalid-value', `Segmentation Type (0062,0001) is "${stated}"; BINARY, FRACTIONAL or LABELMAP is read`);
  const pixels = pixelFrames(dataSet);
  const groups = dataSet.items('52009230');
  const shared = dataSet.items('52009229')[0];
  const segments = dataSet.items('00620002').map(segmentOf);
  const frames: SegmentationFrame[] = [];
  for (let index = 0; index < pixels.count; index++) {
    const group = (tag: string): DataSet | undefined => groups[index]?.items(tag)[0] ?? shared?.items(tag)[0];
    const values = pixels.frame(index);
    const referencedSopInstanceUid = group('00089124')?.items('00082112')[0]?.text('00081155');
    const position = group('00209113')?.numbers('00200032');
    const place = {
      ...(referencedSopInstanceUid === undefined ? {} : { referencedSopInstanceUid }),
      ...(position?.length === 3 ? { position } : {}),
    };
    if (stated === 'LABELMAP') {
      for (const { number } of segments)
        if (number !== 0 && values.includes(number))
          frames.push({ segment: number, ...place, mask: Uint8Array.from(values, (value) => Number(value === number)) });
      continue;
    }
    const segment = group('0062000A')?.number('0062000B');
    if (segment === undefined) throw new DicomError('invalid-value', `Frame ${index + 1} names no segment (0062,000B)`);
    frames.push({ segment, ...place, mask: values instanceof Uint8Array ? values : Uint8Array.from(values) });
  }
  return {
    kind: stated,
    rows: pixels.rows,
    columns: pixels.columns,
    maximum: stated === 'FRACTIONAL' ? (dataSet.number('0062000E') ?? 255) : 1,
    segments,
    frames,
  };
}

function segmentOf(item: DataSet): Segment {
  const type = item.items('0062000F')[0];
  const algorithm = item.items('00620007')[0];
  const cielab = item.numbers('0062000D');
  return withoutUndefined({
    number: item.number('00620004') ?? 0,
    label: item.text('00620005') ?? '',
    category: codeOf(item.items('00620003')[0]),
    type: codeOf(type),
    modifier: codeOf(type?.items('00620011')[0]),
    algorithmType: item.text('00620008'),
    algorithmName: algorithm?.text('00660036') ?? item.text('00620009'),
    algorithmVersion: algorithm?.text('00660031'),
    color: cielab.length === 3 ? rgbOfCielab(cielab) : undefined,
  });
}

function codeOf(item: DataSet | undefined): Code | undefined {
  const value = item?.text('00080100') ?? item?.text('00080119') ?? item?.text('00080120');
  return item && value !== undefined ? { value, scheme: item.text('00080102') ?? '', meaning: item.text('00080104') ?? '' } : undefined;
}

type WithoutUndefined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};
const withoutUndefined = <T extends object>(object: T): WithoutUndefined<T> =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as WithoutUndefined<T>;
