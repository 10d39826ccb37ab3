import { readDataSet } from '@consilium/dicom';
import { expect, test } from 'vitest';
import { phantomStudies } from './phantom-studies.ts';

test('the phantoms of a county are two crops and one whole head of three of its elderly residents', () => {
  const studies = phantomStudies(1);
  const headers = studies.map(({ instances }) => readDataSet(instances[0] as Uint8Array));
  expect(headers.map((header) => header.text('SeriesDescription'))).toEqual([
    'SIMULATED T1 hippocampus crop',
    'SIMULATED T1 hippocampus crop',
    'SIMULATED T2 whole head',
  ]);
  expect(new Set(headers.map((header) => header.text('PatientID'))).size).toBe(3);
  expect(headers.every((header) => (header.text('PatientBirthDate') ?? '') < '1967' && header.text('PatientName')?.startsWith('='))).toBe(
    true,
  );
});

test('the same seed gives the same bytes', () => expect(phantomStudies(2)).toEqual(phantomStudies(2)));
