import { type DataSet, type PixelArray, type PixelDescription, pixelFrames } from '@consilium/dicom';
import { encode } from 'fast-png';
import { ArchiveError } from './errors.ts';

/** Center and width in the units of the rescaled values. */
export interface Window {
  readonly center: number;
  readonly width: number;
}

/**
 * One frame (0 is the first) as an 8-bit PNG: grey through the window asked for, else the one in the header, else all
 * values; colour as RGB.
 * @throws ArchiveError `not-acceptable` with the reason why it cannot be drawn here
 */
export function renderFrame(dataSet: DataSet, index: number, window?: Window): Uint8Array {
  const frames = pixelFrames(dataSet);
  if (frames.compressed)
    throw new ArchiveError(
      'not-acceptable',
      `pixels in ${dataSet.transferSyntax.name} are not decoded here: ask for …/frames/${index + 1} and decode them`,
    );
  if (index >= frames.count) throw new ArchiveError('not-found', `there is no frame ${index + 1}: the image has ${frames.count}`);
  const { rows: height, columns: width, photometricInterpretation } = frames;
  const values = frames.frame(index);
  if (photometricInterpretation === 'MONOCHROME1' || photometricInterpretation === 'MONOCHROME2')
    return encode({
      width,
      height,
      channels: 1,
      depth: 8,
      data: grey(values, frames, window ?? headerWindow(dataSet), photometricInterpretation === 'MONOCHROME1'),
    });
  if (frames.samplesPerPixel === 3) return encode({ width, height, channels: 3, depth: 8, data: rgb(values, frames) });
  throw new ArchiveError(
    'not-acceptable',
    `Photometric Interpretation ${photometricInterpretation} is not drawn here: ask for …/frames/${index + 1}`,
  );
}

function headerWindow(dataSet: DataSet): Window | undefined {
  const center = dataSet.number('WindowCenter');
  const width = dataSet.number('WindowWidth');
  return center === undefined || width === undefined || width < 1 ? undefined : { center, width };
}

/** The linear VOI function. @see DICOM PS3.3 section C.11.2.1.2.1 */
function grey(
  values: PixelArray,
  { rescaleSlope, rescaleIntercept }: PixelDescription,
  window: Window | undefined,
  inverted: boolean,
): Uint8Array {
  const { center, width } = window ?? wholeRange(values, rescaleSlope, rescaleIntercept);
  const grey = new Uint8Array(values.length);
  const low = center - 0.5 - (width - 1) / 2;
  const span = Math.max(width - 1, Number.EPSILON);
  for (let at = 0; at < values.length; at++) {
    const share = ((values[at] as number) * rescaleSlope + rescaleIntercept - low) / span;
    const shade = share <= 0 ? 0 : share >= 1 ? 255 : Math.round(share * 255);
    grey[at] = inverted ? 255 - shade : shade;
  }
  return grey;
}

function wholeRange(values: PixelArray, slope: number, intercept: number): Window {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const ends = [least * slope + intercept, most * slope + intercept];
  return { center: ((ends[0] as number) + (ends[1] as number)) / 2 + 0.5, width: Math.abs((ends[1] as number) - (ends[0] as number)) + 1 };
}

function rgb(values: PixelArray, { bitsStored, photometricInterpretation }: PixelDescription): Uint8Array {
  const shift = Math.max(0, bitsStored - 8);
  const bytes = Uint8Array.from(values, (value) => value >> shift);
  if (photometricInterpretation === 'RGB') return bytes;
  if (!photometricInterpretation.startsWith('YBR_FULL'))
    throw new ArchiveError(
      'not-acceptable',
      `Photometric Interpretation ${photometricInterpretation} is not drawn here: ask for the frames`,
    );
  const clamp = (value: number): number => Math.max(0, Math.min(255, Math.round(value)));
  for (let at = 0; at + 3 <= bytes.length; at += 3) {
    const [y, cb, cr] = [bytes[at] as number, (bytes[at + 1] as number) - 128, (bytes[at + 2] as number) - 128]; // PS3.3 section C.7.6.3.1.2
    bytes[at] = clamp(y + 1.402 * cr);
    bytes[at + 1] = clamp(y - 0.344136 * cb - 0.714136 * cr);
    bytes[at + 2] = clamp(y + 1.772 * cb);
  }
  return bytes;
}
