import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pixelFrames, readDataSet, sortedGeometry } from '@consilium/dicom';
import { describe, expect, test } from 'vitest';
import { hippocampusPhantom, type Phantom, wrongKindPhantom } from './phantom.ts';
import { hippocampusCrop } from './phantom-anatomy.ts';

const patient = { id: 'QH000001', issuer: 'urn:test', name: 'Wang^Xiulan=王^秀兰', birthDate: '1950-03-04', sex: 'F' } as const;
const dataSets = (phantom: Phantom) => phantom.instances.map(({ bytes }) => readDataSet(bytes));
const hasTool = (name: string) => spawnSync('which', [name]).status === 0;

describe('a generated crop around one hippocampus', () => {
  test('is the same for the same seed and another for another', () => {
    const [one, again, other] = [
      hippocampusPhantom(7, { patient }),
      hippocampusPhantom(7, { patient }),
      hippocampusPhantom(8, { patient }),
    ];
    expect(again).toEqual(one);
    expect(other.instances[0]?.sopInstanceUid).not.toBe(one.instances[0]?.sopInstanceUid);
  });

  test('is a gapless stack of 1 mm voxels with the patient it was given, marked as simulated', () => {
    const slices = dataSets(hippocampusPhantom(7, { patient, accessionNumber: 'A1' }));
    const { columns, rows, slices: count, spacing } = sortedGeometry(slices);
    expect(spacing).toEqual([1, 1, 1]);
    expect([columns, rows, count]).toEqual([...hippocampusCrop(7).size]);
    const first = slices[0];
    expect(first?.text('PatientName')).toBe('Wang^Xiulan=王^秀兰');
    expect([first?.text('PatientID'), first?.text('PatientBirthDate'), first?.text('AccessionNumber')]).toEqual([
      'QH000001',
      '19500304',
      'A1',
    ]);
    expect(first?.text('SeriesDescription')).toMatch(/^SIMULATED/);
    expect(first?.text('ImageComments')).toMatch(/^SIMULATED/);
  });

  test('a contradictory header stands over the same anatomy turned by half', () => {
    const [upright, turned] = [false, true].map((contradictoryHeader) => {
      const [first] = dataSets(hippocampusPhantom(7, { patient, contradictoryHeader }));
      return first ? [...pixelFrames(first).frame(0)] : [];
    });
    expect(turned).toEqual(upright?.reverse());
  });
});

test('a generated whole head is 22 thick oblique slices', () => {
  const { slices, spacing, directions } = sortedGeometry(dataSets(wrongKindPhantom(7, { patient })));
  expect(slices).toBe(22);
  expect(spacing[2]).toBeCloseTo(6.5, 2);
  expect(Math.abs(directions[4] ?? 1)).toBeLessThan(0.99);
});

test.skipIf(!hasTool('dciodvfy'))('dciodvfy finds no error in the generated instances', () => {
  const folder = mkdtempSync(join(tmpdir(), 'consilium-phantom-'));
  for (const phantom of [hippocampusPhantom(7, { patient }), wrongKindPhantom(7, { patient })]) {
    const file = join(folder, 'one.dcm');
    writeFileSync(file, phantom.instances[0]?.bytes ?? '');
    const { stderr } = spawnSync('dciodvfy', [file], { encoding: 'utf8' });
    expect(stderr.split('\n').filter((line) => line.startsWith('Error'))).toEqual([]);
  }
});
