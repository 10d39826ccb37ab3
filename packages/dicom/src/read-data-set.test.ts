import fc from 'fast-check';
import { deflateRaw } from 'pako';
import { describe, expect, test } from 'vitest';
import { type DicomJson, toDicomJson } from './dicom-json.ts';
import { DicomError } from './errors.ts';
import { readDataSet } from './read-data-set.ts';
import { DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN, EXPLICIT_VR_LITTLE_ENDIAN, IMPLICIT_VR_LITTLE_ENDIAN } from './transfer-syntax.ts';
import { element, writePart10 } from './write-part10.ts';

const image: DicomJson = {
  '00080005': element('00080005', 'ISO_IR 192'),
  '00080016': element('00080016', '1.2.840.10008.5.1.4.1.1.7'),
  '00080018': element('00080018', '1.2.3'),
  '00081115': {
    vr: 'SQ',
    Value: [{ '0020000E': element('0020000E', '1.2.4'), '00081140': { vr: 'SQ', Value: [{ '00081155': element('00081155', '1.2.5') }] } }],
  },
  '00100010': element('00100010', { Alphabetic: 'Zhang^San', Ideographic: '张^三' }),
  '0020000D': element('0020000D', '1.2.6'),
  '00280010': element('00280010', 2),
  '00280011': element('00280011', 2),
  '00280100': element('00280100', 16),
  '00280103': element('00280103', 0),
};
const withPixels = { ...image, '7FE00010': { vr: 'OW', bytes: Uint8Array.of(1, 0, 2, 0, 3, 0, 4, 0) } };
const file = writePart10(withPixels);
const headerLength = (bytes: Uint8Array): number => 144 + new DataView(bytes.buffer).getUint32(140, true);
const concatenated = (...parts: Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));

/** `file` with another transfer syntax in its meta header and another data set behind it. */
function part10(transferSyntaxUid: string, body: Uint8Array): Uint8Array {
  const whole = writePart10(image, { transferSyntaxUid: IMPLICIT_VR_LITTLE_ENDIAN });
  const padded = transferSyntaxUid.padEnd(IMPLICIT_VR_LITTLE_ENDIAN.length + 1, '\0');
  const meta = whole.slice(0, headerLength(whole));
  const at = new TextDecoder('latin1').decode(meta).indexOf(IMPLICIT_VR_LITTLE_ENDIAN, 150);
  const value = new TextEncoder().encode(padded.length % 2 ? `${padded}\0` : padded);
  const stretched = concatenated(meta.slice(0, at - 2), Uint8Array.of(value.length, 0), value, meta.slice(at + 18));
  new DataView(stretched.buffer).setUint32(140, stretched.length - 144, true);
  return concatenated(stretched, body);
}

describe('readDataSet', () => {
  test('decodes values by VR and character set, and finds them by keyword and by tag', () => {
    const dataSet = readDataSet(file);
    expect(dataSet.text('PatientName')).toBe('Zhang^San=张^三');
    expect(dataSet.number('00280010')).toBe(2);
    expect(dataSet.items('00081115')[0]?.items('ReferencedImageSequence')[0]?.text('ReferencedSOPInstanceUID')).toBe('1.2.5');
    expect([dataSet.studyInstanceUid, dataSet.sopInstanceUid, dataSet.seriesInstanceUid]).toEqual(['1.2.6', '1.2.3', undefined]);
    expect(dataSet.meta?.text('TransferSyntaxUID')).toBe(EXPLICIT_VR_LITTLE_ENDIAN);
    expect(dataSet.warnings).toEqual([]);
    expect(() => dataSet.text('PatientNmae')).toThrow('PatientNmae');
  });

  test('stops in front of the pixel data when asked to', () => {
    const element = readDataSet(file.subarray(0, file.length - 8), { untilPixelData: true }).element('PixelData');
    expect(element).toMatchObject({ vr: 'OW', length: 0, truncated: true });
    expect(readDataSet(file, { untilPixelData: true }).element('PixelData')).toMatchObject({ length: 8 });
  });

  test('inflates a deflated data set, and refuses one that grows beyond the limit or ends early', () => {
    const body = file.slice(headerLength(file));
    const deflated = deflateRaw(body);
    const whole = part10(DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN, deflated);
    expect(toDicomJson(readDataSet(whole))).toEqual(toDicomJson(readDataSet(file)));
    expect(() => readDataSet(whole, { inflatedLimit: 100 })).toThrow(expect.objectContaining({ code: 'too-large' }));
    expect(() => readDataSet(part10(DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN, deflated.slice(0, -6)))).toThrow(
      expect.objectContaining({ code: 'truncated' }),
    );
    const bomb = part10(DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN, deflateRaw(new Uint8Array(50_000_000)));
    expect(() => readDataSet(bomb, { inflatedLimit: 1_000_000 })).toThrow(expect.objectContaining({ code: 'too-large' }));
  });

  test('a file without preamble, without meta header, or with the wrong VR encoding in it is read with a warning', () => {
    const body = file.slice(headerLength(file));
    for (const variant of [file.slice(128 + 4), body, part10(IMPLICIT_VR_LITTLE_ENDIAN, body)]) {
      const dataSet = readDataSet(variant);
      expect(toDicomJson(dataSet)).toEqual(toDicomJson(readDataSet(file)));
      expect(dataSet.warnings.length).toBeGreaterThan(0);
    }
  });

  test('a bare data set of a stated transfer syntax, as it comes over the network, needs no warning', () => {
    const body = file.slice(headerLength(file));
    const patientOnly = body.slice(new TextDecoder('latin1').decode(body).indexOf('\x10\x00\x10\x00PN'));
    const dataSet = readDataSet(body, { transferSyntaxUid: EXPLICIT_VR_LITTLE_ENDIAN });
    expect(toDicomJson(dataSet)).toEqual(toDicomJson(readDataSet(file)));
    expect(dataSet.warnings).toEqual([]);
    expect(readDataSet(patientOnly, { transferSyntaxUid: EXPLICIT_VR_LITTLE_ENDIAN }).studyInstanceUid).toBe('1.2.6');
  });

  test('a sequence that a gateway passed on as UN, in implicit VR, is a sequence again', () => {
    const implicit = writePart10(image, { transferSyntaxUid: IMPLICIT_VR_LITTLE_ENDIAN });
    const at = new TextDecoder('latin1').decode(implicit).indexOf('\x08\x00\x15\x11');
    const length = new DataView(implicit.buffer).getUint32(at + 4, true);
    const header = Uint8Array.of(0x08, 0, 0x15, 0x11, 0x55, 0x4e, 0, 0, length & 0xff, length >> 8, 0, 0);
    const undefinedLength = Uint8Array.of(0x08, 0, 0x15, 0x11, 0x55, 0x4e, 0, 0, 0xff, 0xff, 0xff, 0xff);
    const items = implicit.slice(at + 8, at + 8 + length);
    const delimiter = Uint8Array.of(0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0);
    for (const body of [concatenated(header, items), concatenated(undefinedLength, items, delimiter)]) {
      const dataSet = readDataSet(body, { transferSyntaxUid: EXPLICIT_VR_LITTLE_ENDIAN });
      expect(dataSet.items('00081115')[0]?.items('00081140')[0]?.text('00081155')).toBe('1.2.5');
    }
  });

  test.each([
    ['nothing', new Uint8Array(0)],
    ['zeros', new Uint8Array(4096)],
    ['a PNG', concatenated(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10), new Uint8Array(500).fill(7))],
    ['a text', new TextEncoder().encode('This is no DICOM file at all. '.repeat(20))],
    ['a preamble alone', file.slice(0, 132)],
  ])('%s is not DICOM', (_name, bytes) => {
    expect(() => readDataSet(bytes)).toThrow(expect.objectContaining({ name: 'DicomError', code: 'not-dicom' }));
  });

  test('cut anywhere, a file is refused, or read with its pixel data marked as truncated', () => {
    const pixelsAt = file.length - 8;
    for (let length = 0; length < file.length; length++) {
      let refused: unknown;
      try {
        const dataSet = readDataSet(file.subarray(0, length));
        if (length >= pixelsAt) expect(dataSet.element('PixelData')?.truncated).toBe(true);
        else expect(dataSet.has('PixelData')).toBe(false); // the cut fell between two elements
      } catch (error) {
        refused = error;
      }
      if (refused !== undefined) expect(refused).toBeInstanceOf(DicomError);
    }
  });

  test('with any bytes changed, a file is read or refused, never anything else', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(file.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }), (changes) => {
        const changed = file.slice();
        for (const [at, byte] of changes) changed[at] = byte;
        try {
          JSON.stringify(toDicomJson(readDataSet(changed)));
        } catch (error) {
          expect(error).toBeInstanceOf(DicomError);
        }
      }),
      { numRuns: 3000 },
    );
  });

  test('sequences nested without end are refused', () => {
    const open = Uint8Array.of(0x08, 0, 0x15, 0x11, 0x53, 0x51, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xfe, 0xff, 0, 0xe0, 0xff, 0xff, 0xff, 0xff);
    const nested = concatenated(...Array.from({ length: 10_000 }, () => open));
    expect(() => readDataSet(nested, { transferSyntaxUid: EXPLICIT_VR_LITTLE_ENDIAN })).toThrow(
      expect.objectContaining({ code: 'malformed' }),
    );
  });
});
