import type { ByteRange, DataSet, Element } from './data-set.ts';
import { DicomError } from './errors.ts';

/**
 * The fragments of one frame of encapsulated pixel data: by the basic or extended offset table; one each where there are as
 * many as frames; all of them where there is one frame; else cut behind the fragments that end a code stream.
 * @see PS3.5 section A.4
 */
export function fragmentsOfFrame(dataSet: DataSet, element: Element, index: number, count: number): readonly ByteRange[] {
  const fragments = element.fragments ?? [];
  if (count === 1) return found(fragments, index, count);
  const starts = tableOf(dataSet, element, count);
  if (starts) {
    const base = (fragments[0]?.offset ?? 8) - 8;
    const from = base + starts[index]!;
    const to = index + 1 < starts.length ? base + starts[index + 1]! : Number.POSITIVE_INFINITY;
    return found(
      fragments.filter((fragment) => fragment.offset - 8 >= from && fragment.offset - 8 < to),
      index,
      count,
    );
  }
  if (fragments.length === count) return [fragments[index]!];
  const ends = fragments.flatMap((fragment, at) => (endsCodeStream(dataSet.bytes, fragment) ? [at] : []));
  const last = ends[index];
  if (last === undefined) return found([], index, count);
  return fragments.slice(index === 0 ? 0 : ends[index - 1]! + 1, last + 1);
}

function found(ranges: readonly ByteRange[], index: number, count: number): readonly ByteRange[] {
  if (ranges.length === 0) throw new DicomError('truncated', `Frame ${index + 1} of ${count} is not in the pixel data`);
  return ranges;
}

function tableOf(dataSet: DataSet, element: Element, count: number): readonly number[] | undefined {
  if (element.basicOffsetTable?.length === count) return element.basicOffsetTable;
  const extended = dataSet.element('7FE00001');
  if (!extended || extended.length !== count * 8) return undefined;
  return Array.from({ length: count }, (_, index) => Number(dataSet.view.getBigUint64(extended.offset + index * 8, true)));
}

/** FF D9 (JPEG, JPEG-LS, JPEG 2000: end of image or code stream), perhaps behind one byte of padding. */
function endsCodeStream(bytes: Uint8Array, { offset, length }: ByteRange): boolean {
  const end = offset + length;
  const ends = (at: number): boolean => at - 2 >= offset && bytes[at - 2] === 0xff && bytes[at - 1] === 0xd9;
  return ends(end) || (bytes[end - 1] === 0 && ends(end - 1));
}
