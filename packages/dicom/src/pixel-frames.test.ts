import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pixelFrames } from './pixel-frames.ts';
import { readDataSet } from './read-data-set.ts';
import { RLE_LOSSLESS } from './transfer-syntax.ts';
import { element, type WritableDataSet, writePart10 } from './write-part10.ts';

const sop: WritableDataSet = { '00080016': element('00080016', '1.2.840.10008.5.1.4.1.1.7'), '00080018': element('00080018', '1.2.3') };
const imageOf = (rows: number, columns: number, bits: number, changes: WritableDataSet): WritableDataSet => ({
  ...sop,
  '00280002': element('00280002', 1),
  '00280004': element('00280004', 'MONOCHROME2'),
  '00280010': element('00280010', rows),
  '00280011': element('00280011', columns),
  '00280100': element('00280100', bits),
  '00280101': element('00280101', bits),
  '00280103': element('00280103', 0),
  ...changes,
});
const frames = (image: WritableDataSet, transferSyntaxUid?: string) =>
  pixelFrames(readDataSet(writePart10(image, transferSyntaxUid === undefined ? {} : { transferSyntaxUid })));
const pixels = (...bytes: number[]) => ({ '7FE00010': { vr: 'OW', bytes: Uint8Array.from(bytes) } });

describe('pixelFrames', () => {
  test('16-bit values, signed and unsigned, and the rescale beside them', () => {
    const rescale = { '00281052': element('00281052', -1024), '00281053': element('00281053', 2) };
    const image = imageOf(1, 2, 16, { ...pixels(0xff, 0xff, 2, 0), ...rescale });
    expect(frames(image)).toMatchObject({ count: 1, compressed: false, truncated: false, rescaleIntercept: -1024, rescaleSlope: 2 });
    expect([...frames(image).frame(0)]).toEqual([65535, 2]);
    expect([...frames({ ...image, '00280103': element('00280103', 1) }).frame(0)]).toEqual([-1, 2]);
  });

  test('bits above Bits Stored are dropped and the sign is extended', () => {
    const image = imageOf(1, 2, 16, { ...pixels(0xff, 0xff, 0x00, 0xf8), '00280101': element('00280101', 12) });
    expect([...frames(image).frame(0)]).toEqual([0x0fff, 0x0800]);
    expect([...frames({ ...image, '00280103': element('00280103', 1) }).frame(0)]).toEqual([-1, -2048]);
  });

  test('colour by plane comes out with the samples of a pixel side by side', () => {
    const image = imageOf(1, 2, 8, {
      ...pixels(1, 2, 3, 4, 5, 6),
      '00280002': element('00280002', 3),
      '00280004': element('00280004', 'RGB'),
      '00280006': element('00280006', 1),
    });
    const source = frames(image);
    expect([...source.frame(0)]).toEqual([1, 3, 5, 2, 4, 6]);
    expect([...source.frame(0)]).toEqual([1, 3, 5, 2, 4, 6]); // reading does not change the file
    expect([...source.bytes(0)]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('one-bit frames that do not begin on a byte', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 4 }),
        fc.infiniteStream(fc.nat(1)),
        (rows, columns, count, stream) => {
          const bits = Array.from({ length: rows * columns * count }, () => stream.next().value as number);
          const bytes = new Uint8Array(Math.ceil(bits.length / 8));
          for (const [at, bit] of bits.entries()) bytes[at >> 3]! |= bit << (at & 7);
          const image = frames(imageOf(rows, columns, 1, { '7FE00010': { vr: 'OB', bytes }, '00280008': element('00280008', count) }));
          for (let index = 0; index < count; index++) {
            const expected = bits.slice(index * rows * columns, (index + 1) * rows * columns);
            expect([...image.frame(index)]).toEqual(expected);
            for (const [at, bit] of expected.entries()) expect((image.bytes(index)[at >> 3]! >> (at & 7)) & 1).toBe(bit);
          }
        },
      ),
    );
  });

  test('RLE frames are decoded', () => {
    // Two segments (high bytes, low bytes) of four pixels: a run of 4, then 4 literal bytes.
    const header = new Uint8Array(64);
    new DataView(header.buffer).setUint32(0, 2, true);
    new DataView(header.buffer).setUint32(4, 64, true);
    new DataView(header.buffer).setUint32(8, 66, true);
    const frame = Uint8Array.from([...header, 253, 1, 3, 10, 20, 30, 40]);
    const image = imageOf(2, 2, 16, { '7FE00010': { vr: 'OB', fragments: [frame] } });
    expect([...frames(image, RLE_LOSSLESS).frame(0)]).toEqual([266, 276, 286, 296]);
    const huge = imageOf(65535, 65535, 16, { '7FE00010': { vr: 'OB', fragments: [frame] } });
    expect(() => frames(huge, RLE_LOSSLESS).frame(0)).toThrow(expect.objectContaining({ code: 'malformed' }));
  });

  test('fragments are joined to frames by the offset table, and other codecs are not decoded', () => {
    const jpegLs = '1.2.840.10008.1.2.4.80';
    const image = frames(
      imageOf(1, 1, 8, {
        '00280008': element('00280008', 2),
        '7FE00010': { vr: 'OB', fragments: [Uint8Array.of(1, 2), Uint8Array.of(3, 4)] },
      }),
      jpegLs,
    );
    expect(image).toMatchObject({ count: 2, compressed: true, truncated: false });
    expect([[...image.bytes(0)], [...image.bytes(1)]]).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(() => image.frame(0)).toThrow(expect.objectContaining({ code: 'unsupported-transfer-syntax' }));
  });

  test('fewer bytes than the header promises are noticed before anything is allocated', () => {
    const image = frames(imageOf(60_000, 60_000, 16, pixels(1, 2)));
    expect(image.truncated).toBe(true);
    expect(() => image.frame(0)).toThrow(expect.objectContaining({ code: 'truncated' }));
  });

  test.each<[string, WritableDataSet, string]>([
    ['no pixel data', {}, 'no-pixel-data'],
    ['a number of frames that is none', { ...pixels(1, 2), '00280008': { vr: 'IS', Value: ['1A'] } }, 'invalid-value'],
    ['no rows', { ...pixels(1, 2), '00280010': element('00280010', 0) }, 'invalid-value'],
    ['12 bits allocated', { ...pixels(1, 2), '00280100': element('00280100', 12) }, 'invalid-value'],
  ])('%s is refused', (_name, changes, code) => {
    expect(() => frames(imageOf(1, 1, 16, changes))).toThrow(expect.objectContaining({ code }));
  });
  test('a frame that does not exist is refused', () =>
    expect(() => frames(imageOf(1, 1, 16, pixels(1, 2))).frame(1)).toThrow('the image has 1'));
});
