import { describe, expect, test } from 'vitest';
import { pixelFrames, readDataSet, sortedGeometry, toDicomJson, writeMrSeries } from '../src/index.ts';
import { dciodvfy } from './dciodvfy.ts';
import { phantomSeries } from './phantom.ts';
import { hasTool } from './shared-data.ts';

describe('writeMrSeries', () => {
  test.each<[string, Parameters<typeof phantomSeries>[0]]>([
    ['an axial series', {}],
    // The geometry that a RAS array has in truth: x grows to the right, which is minus x in LPS.
    ['a RAS array with its true geometry', { imageOrientationPatient: [-1, 0, 0, 0, -1, 0], origin: [6, 8, 20] }],
    ['a coronal series of one slice thickness', { imageOrientationPatient: [1, 0, 0, 0, 0, -1], sliceDirection: [0, 1, 0] }],
    ['an oblique series', { imageOrientationPatient: [0.6, 0.8, 0, -0.8, 0.6, 0], spacing: [0.5, 0.5, 3.3] }],
  ])('%s reads back with its geometry and its values', (_name, changes) => {
    const input = phantomSeries(changes);
    const dataSets = writeMrSeries(input).map(({ bytes }) => readDataSet(bytes));
    const geometry = sortedGeometry([...dataSets].reverse());
    expect(geometry).toMatchObject({ rows: 17, columns: 13, slices: 11, order: [10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0] });
    for (const [axis, distance] of geometry.spacing.entries()) expect(distance).toBeCloseTo(input.spacing[axis]!, 6);
    for (const [at, cosine] of geometry.directions.slice(0, 6).entries()) expect(cosine).toBeCloseTo(input.imageOrientationPatient[at]!, 6);
    expect(dataSets.flatMap((dataSet) => [...pixelFrames(dataSet).frame(0)])).toEqual([...input.values]);
    expect(dataSets[0]!.text('PatientName')).toBe('Zhang^San=张^三');
  });

  test('is the same bytes for the same input, each instance with its own UID', () => {
    const [first, again] = [writeMrSeries(phantomSeries()), writeMrSeries(phantomSeries())];
    expect(first).toEqual(again);
    expect(new Set(first.map(({ sopInstanceUid }) => sopInstanceUid)).size).toBe(11);
  });

  test.skipIf(!hasTool('dciodvfy'))('satisfies dciodvfy without an error or a warning', () => {
    for (const { bytes } of writeMrSeries(phantomSeries()).slice(0, 3))
      expect(dciodvfy(bytes)).toEqual({ iod: 'MRImage', errors: [], warnings: [] });
  });

  test('without birth date, sex and body part the elements are there and empty', () => {
    const json = toDicomJson(
      readDataSet(writeMrSeries(phantomSeries({ patient: { id: 'P', name: 'X' }, bodyPartExamined: '' }))[0]!.bytes),
    );
    expect([json['00100030'], json['00100040']]).toEqual([{ vr: 'DA' }, { vr: 'CS' }]);
  });
});
