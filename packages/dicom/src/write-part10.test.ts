import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DicomJson, type DicomJsonElement, toDicomJson } from './dicom-json.ts';
import { readDataSet } from './read-data-set.ts';
import { IMPLICIT_VR_LITTLE_ENDIAN } from './transfer-syntax.ts';
import { decimalString, element, writePart10 } from './write-part10.ts';

const sop: DicomJson = { '00080016': element('00080016', '1.2.840.10008.5.1.4.1.1.7'), '00080018': element('00080018', '1.2.3') };

// Characters that carry no meaning in DICOM text: no backslash, no equals sign or caret of person names, no controls, no blanks at the ends.
const word = fc.stringMatching(/^[A-Za-z0-9张三王小东é]{1,12}$/);
const names = fc.oneof(
  fc.record({ Alphabetic: word }),
  fc.record({ Alphabetic: word, Ideographic: word }),
  fc.record({ Ideographic: word, Phonetic: word }),
);
const value = (vr: string, of: fc.Arbitrary<unknown>, maximum = 4): fc.Arbitrary<DicomJsonElement> =>
  fc
    .array(of, { minLength: 0, maxLength: maximum })
    .map((values) => (values.length === 0 ? { vr } : { vr, Value: values }) as DicomJsonElement);
const float = fc.float({ noNaN: true, noDefaultInfinity: true }).map((number) => (Object.is(number, -0) ? 0 : number));
const double = fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (Object.is(number, -0) ? 0 : number));
const byVr: Readonly<Record<string, fc.Arbitrary<DicomJsonElement>>> = {
  LO: value('LO', word),
  UT: value('UT', word, 1),
  PN: value('PN', names),
  CS: value('CS', fc.stringMatching(/^[A-Z0-9_]{1,16}$/)),
  UI: value('UI', fc.stringMatching(/^1(\.[1-9][0-9]{0,5}){1,6}$/)),
  US: value('US', fc.integer({ min: 0, max: 65535 })),
  SS: value('SS', fc.integer({ min: -32768, max: 32767 })),
  UL: value('UL', fc.integer({ min: 0, max: 4294967295 })),
  SL: value('SL', fc.integer({ min: -2147483648, max: 2147483647 })),
  FL: value('FL', float),
  FD: value('FD', double),
  SV: value('SV', fc.maxSafeInteger()),
  UV: value('UV', fc.maxSafeNat()),
  IS: value('IS', fc.integer({ min: -2147483648, max: 2147483647 })),
  DS: value(
    'DS',
    fc.integer({ min: -99999999, max: 99999999 }).map((number) => number / 1000),
  ),
  AT: value('AT', fc.stringMatching(/^[0-9A-F]{8}$/)),
  DA: value('DA', fc.constantFrom('20260101', '19991231')),
  OB: fc
    .uint8Array({ minLength: 2, maxLength: 40 })
    .filter((bytes) => bytes.length % 2 === 0)
    .map((bytes) => ({ vr: 'OB', InlineBinary: btoa(String.fromCharCode(...bytes)) })),
};
const { dataSet } = fc.letrec<{ dataSet: DicomJson; sequence: DicomJsonElement }>((tie) => ({
  // Private tags of even meaning: any VR may stand there in explicit VR.
  dataSet: fc
    .dictionary(fc.stringMatching(/^00(11|13)1[0-9A-F]{3}$/), fc.oneof({ depthSize: 'small' }, ...Object.values(byVr), tie('sequence')), {
      maxKeys: 8,
    })
    .map((entries) => Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)))) as fc.Arbitrary<DicomJson>,
  sequence: fc.array(tie('dataSet'), { maxLength: 3 }).map((items) => (items.length === 0 ? { vr: 'SQ' } : { vr: 'SQ', Value: items })),
}));

const isWide = (json: DicomJson): boolean => /\P{ASCII}/u.test(JSON.stringify(json));

describe('writePart10', () => {
  test('what is written reads back as the same JSON', () => {
    fc.assert(
      fc.property(dataSet, (generated) => {
        const json: DicomJson = { ...sop, ...generated };
        const read = toDicomJson(readDataSet(writePart10(json)));
        expect(read).toEqual(isWide(json) ? { ...json, '00080005': { vr: 'CS', Value: ['ISO_IR 192'] } } : json);
      }),
      { numRuns: 300 },
    );
  });

  test('implicit VR reads back the same, too, for elements of the standard', () => {
    const json: DicomJson = {
      ...sop,
      '00080005': element('00080005', 'ISO_IR 192'),
      '00100010': element('00100010', { Alphabetic: 'Wang^XiaoDong', Ideographic: '王^小东' }),
      '00280010': element('00280010', 3),
      '00081115': { vr: 'SQ', Value: [{ '0020000E': element('0020000E', '1.2') }] },
    };
    const read = readDataSet(writePart10(json, { transferSyntaxUid: IMPLICIT_VR_LITTLE_ENDIAN }));
    expect(read.transferSyntax.uid).toBe(IMPLICIT_VR_LITTLE_ENDIAN);
    expect(toDicomJson(read)).toEqual(json);
  });

  test('numbers keep their value in at most 16 characters', () => {
    fc.assert(
      fc.property(
        double.filter((number) => Math.abs(number) < 1e300),
        (number) => {
          const text = decimalString('00180050', number);
          expect(text.length).toBeLessThanOrEqual(16);
          expect(Math.abs(Number(text) - number)).toBeLessThanOrEqual(Math.abs(number) * 1e-8);
        },
      ),
    );
    expect(decimalString('00180050', 0.1)).toBe('0.1');
    expect(decimalString('00180050', 1 / 3)).toBe('0.33333333333333');
  });

  test.each<[string, DicomJson, string]>([
    ['a number beyond its VR', { '00280010': element('00280010', 70_000) }, 'cannot hold 70000'],
    ['a fraction in an integer string', { '00200013': element('00200013', 1.5) }, 'cannot hold 1.5'],
    ['bulk data that are elsewhere', { '7FE00010': { vr: 'OW', BulkDataURI: 'http://x' } }, 'give its bytes'],
    ['a missing SOP Instance UID', { '00080018': element('00080018') }, 'SOP Instance UID'],
    ['text that does not fit', { '00081030': element('00081030', 'x'.repeat(70_000)) }, '65534'],
  ])('%s is refused', (_name, wrong, message) => {
    expect(() => writePart10({ ...sop, ...wrong })).toThrow(message);
  });
});
