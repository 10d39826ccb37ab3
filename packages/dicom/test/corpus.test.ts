import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import dicomParser from 'dicom-parser';
import { describe, expect, test } from 'vitest';
import { DicomError, type DicomJson, pixelFrames, readDataSet, readSegmentation, toDicomJson } from '../src/index.ts';
import { hasTool, sharedData } from './shared-data.ts';

// 199 public DICOM files; SOURCE.txt beside them says where each comes from and what it must give.
const folder = sharedData('dicom-samples');
const bytesOf = (file: string): Uint8Array => readFileSync(`${folder}/${file}`);

/** Rows of a CSV file; quotes only stand around whole fields. */
function csv(file: string): Record<string, string>[] {
  if (!folder) return [];
  const [header, ...rows] = readFileSync(`${folder}/${file}`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => [...line.matchAll(/("([^"]*)"|[^,]*)(,|$)/g)].map((match) => match[2] ?? match[1] ?? ''));
  return rows.map((row) => Object.fromEntries(header!.map((name, index) => [name, row[index] ?? ''])));
}
const samples = csv('index.csv').filter(({ file }) => !/\.(nrrd|csv|txt)$/.test(file!));

/** Malformed files that are refused; every other one is read as far as it can be. */
const REFUSED: Readonly<Record<string, string>> = {
  'malformed/rtplan_truncated.dcm': 'truncated',
  'malformed/no_preamble_no_meta.dcm': 'not-dicom',
};
/** Images whose frames cannot be given, and why. */
const WITHOUT_FRAMES: Readonly<Record<string, string>> = {
  'malformed/MR_truncated.dcm': 'truncated',
  'malformed/bad_vr.dcm': 'invalid-value',
  // A data set of nothing but private elements and a few bytes under the tag of pixel data.
  'malformed/meta_without_transfer_syntax.dcm': 'invalid-value',
  'malformed/nested_private_sq.dcm': 'invalid-value',
};
/** The index hashes the words of this big endian file unswapped; its pixels must equal those of its little endian twin. */
const TWINS: Readonly<Record<string, string>> = { 'colour/SC_rgb_odd_3x3_be.dcm': 'colour/SC_rgb_odd_3x3.dcm' };

describe.skipIf(!folder)('the sample corpus (shared data)', () => {
  test.each(samples.map(({ file }) => file!))('%s is read and turned into JSON, or refused with a reason', (file) => {
    const read = (): DicomJson => toDicomJson(readDataSet(bytesOf(file)));
    if (REFUSED[file]) expect(read).toThrow(expect.objectContaining({ name: 'DicomError', code: REFUSED[file] }));
    else expect(Object.keys(JSON.parse(JSON.stringify(read()))).length).toBeGreaterThan(0);
  });

  test.each(samples.filter((row) => row['pixel_sha256'] !== '' && !REFUSED[row['file']!]))(
    '$file gives the reference pixels, or says why not',
    (row) => {
      const file = row['file']!;
      if (WITHOUT_FRAMES[file]) {
        expect(() => pixelFrames(readDataSet(bytesOf(file))).frame(0)).toThrow(expect.objectContaining({ code: WITHOUT_FRAMES[file] }));
        return;
      }
      const frames = pixelFrames(readDataSet(bytesOf(file)));
      if (frames.compressed) {
        expect(() => frames.frame(0)).toThrow(expect.objectContaining({ code: 'unsupported-transfer-syntax' }));
        for (let index = 0; index < frames.count; index++) expect(frames.bytes(index).length).toBeGreaterThan(0);
        return;
      }
      const hash = createHash('sha256');
      for (let index = 0; index < frames.count; index++) {
        const values = frames.frame(index);
        hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
      }
      const twin = samples.find((sample) => sample['file'] === (TWINS[file] ?? file))!;
      expect(hash.digest('hex')).toBe(twin['pixel_sha256']);
      expect(frames.truncated).toBe(false);
    },
  );

  test('truncated pixel data are marked', () => {
    for (const file of ['malformed/MR_truncated.dcm', 'malformed/emri_j2k_too_short.dcm'])
      expect(pixelFrames(readDataSet(bytesOf(file))).truncated).toBe(true);
    expect(pixelFrames(readDataSet(bytesOf('malformed/MR_small_padded.dcm'))).truncated).toBe(false);
  });

  test.each(csv('charset/expected.csv'))('$file shows its name in UTF-8', (row) => {
    const dataSet = readDataSet(bytesOf(`charset/${row['file']}`));
    const holder = row['element']!.startsWith('(0032,1064)') ? dataSet.items('RequestedProcedureCodeSequence')[0]! : dataSet;
    expect(holder.texts('PatientName').join('\\')).toBe(row['value_utf8']);
  });

  test.each([
    ['liver.dcm', { 1: 107098 }],
    ['liver_rle.dcm', { 1: 107098 }],
    ['liver_510_not_byte_aligned.dcm', { 1: 107098 }],
    ['liver_510_rle.dcm', { 1: 107098 }],
    ['small24/label_seg.dcm', { 1: 315 }],
    ['partial_overlaps.dcm', { 1: 9602, 2: 11888, 3: 10743, 4: 6693, 5: 4713 }],
    ['sparse_labelmap_noppv.dcm', { 1: 630 }],
    ['sparse_labelmap_ppv5.dcm', { 1: 630 }],
  ])('seg/%s has the voxels of its reference label volume', (file, expected) => {
    const voxels: Record<number, number> = {};
    for (const { segment, mask } of readSegmentation(readDataSet(bytesOf(`seg/${file}`))).frames)
      voxels[segment] = (voxels[segment] ?? 0) + mask.reduce((sum, value) => sum + value, 0);
    expect(voxels).toEqual(expected);
  });

  test('the same elements are found as by dicom-parser, wherever that reads the file', () => {
    let compared = 0;
    for (const { file } of samples) {
      if (file!.includes('deflated')) continue; // dicom-parser 1.8.21 takes the preamble for elements there
      let theirs: dicomParser.DataSet;
      try {
        theirs = dicomParser.parseDicom(bytesOf(file!));
      } catch {
        continue;
      }
      const dataSet = readDataSet(bytesOf(file!));
      const ours = [...(dataSet.meta?.elements.keys() ?? []), ...dataSet.elements.keys()].sort();
      expect({ file, tags: ours }).toEqual({
        file,
        tags: Object.keys(theirs.elements)
          .map((tag) => tag.slice(1).toUpperCase())
          .sort(),
      });
      compared++;
    }
    expect(compared).toBeGreaterThan(170);
  });

  test.skipIf(!hasTool('dcm2json'))('the JSON is that of dcm2json (DCMTK), wherever that can write it', () => {
    let compared = 0;
    for (const { file } of samples) {
      // DCMTK decodes no character set inside sequences and reads private sequences of undefined length as bytes.
      if (!file || REFUSED[file] || /chrSQEncoding|private_sq|meta_without|un_private/.test(file)) continue;
      let theirs: DicomJson;
      try {
        theirs = JSON.parse(
          execFileSync('dcm2json', ['-q', '-fc', `${folder}/${file}`], {
            stdio: ['ignore', 'pipe', 'ignore'],
            maxBuffer: 2 ** 28,
            encoding: 'utf8',
          }),
        );
      } catch {
        continue; // dcm2json refuses compressed pixels and infinite numbers
      }
      expect({ file, json: comparable(toDicomJson(readDataSet(bytesOf(file)))) }).toEqual({ file, json: comparable(theirs) });
      compared++;
    }
    expect(compared).toBeGreaterThan(90);
  });
});

/** Without what two correct writers may do differently: bulk data, the digits of 32-bit floats, empty values at the end. */
function comparable(json: DicomJson): unknown {
  return Object.fromEntries(
    Object.entries(json)
      .filter(([tag]) => !/^(0002|7FE0|FFF)|0000$|00080005/.test(tag))
      .map(([tag, { vr, Value = [] }]) => {
        if (vr === 'SQ') return [tag, Value.map((item) => comparable(item as DicomJson))];
        if (/^O|UN/.test(vr)) return [tag, vr];
        const values = Value.map((value) => (typeof value === 'number' ? Number(value.toPrecision(6)) : value));
        while (values.at(-1) === null) values.pop();
        return [tag, [vr, ...values]];
      }),
  );
}

test('a DicomError says what it is', () =>
  expect(new DicomError('truncated', 'x')).toMatchObject({ name: 'DicomError', code: 'truncated', message: 'x' }));
