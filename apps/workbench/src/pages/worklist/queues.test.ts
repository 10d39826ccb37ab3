import { expect, test } from 'vitest';
import type { WorklistItem } from '../../api/drafts.ts';
import { byUrgency, isIn, matches } from './queues.ts';

const item = (changes: Partial<WorklistItem>): WorklistItem => ({
  id: '1',
  status: 'awaiting-signature',
  mine: true,
  priority: 'routine',
  patient: { id: 'p', name: '李桂花', simulated: true },
  study: { studyInstanceUid: '1', seriesInstanceUid: '2', description: '头颅 MR', modality: 'MR', accessionNumber: 'MR-260312-0047' },
  service: {
    name: 'hippocampus-mri',
    version: '1.0.0',
    title: { zh: '海马体积测量', en: 'Volumetry' },
    deviceClass: 'III',
    state: 'research',
  },
  summary: { zh: '', en: '' },
  checks: [],
  organization: { id: 'county', name: '县医院' },
  arrivedAt: '2026-03-12T10:31:00Z',
  signatures: [{ role: 'reporting-physician' }, { role: 'reviewing-physician' }],
  ...changes,
});
const today = '2026-03-12';

test('what I may sign is mine; what waits for another is with others', () => {
  expect(isIn('mine', item({}), today)).toBe(true);
  expect(isIn('mine', item({ mine: false }), today)).toBe(false);
  expect(isIn('others', item({ mine: false, status: 'awaiting-review' }), today)).toBe(true);
  expect(isIn('review', item({ status: 'awaiting-review' }), today)).toBe(true);
});

test('a signed report counts for the day of its last signature', () => {
  const signed = (at: string) =>
    item({
      status: 'signed',
      mine: false,
      signatures: [
        { role: 'a', at: '2026-03-10T09:00:00' },
        { role: 'b', at },
      ],
    });
  expect(isIn('signed', signed('2026-03-12T09:00:00'), today)).toBe(true);
  expect(isIn('signed', signed('2026-03-11T09:00:00'), today)).toBe(false);
});

test('modality and organisation hold open drafts only', () => {
  expect(isIn('modality:MR', item({}), today)).toBe(true);
  expect(isIn('modality:CT', item({}), today)).toBe(false);
  expect(isIn('organization:county', item({ status: 'signed' }), today)).toBe(false);
});

test('urgency comes first, then the longest wait', () => {
  const rows = [
    item({ id: 'late', arrivedAt: '2026-03-12T10:40:00Z' }),
    item({ id: 'early', arrivedAt: '2026-03-12T09:20:00Z' }),
    item({ id: 'urgent', priority: 'urgent', arrivedAt: '2026-03-12T10:41:00Z' }),
    item({ id: 'stat', priority: 'stat', arrivedAt: '2026-03-12T10:42:00Z' }),
  ];
  expect(rows.sort(byUrgency).map(({ id }) => id)).toEqual(['stat', 'urgent', 'early', 'late']);
});

test('search looks at name and accession number, whatever the case', () => {
  expect(matches(item({}), '桂花')).toBe(true);
  expect(matches(item({}), 'mr-2603')).toBe(true);
  expect(matches(item({ patient: { id: 'p', name: 'Chrisjen^Avasarala', simulated: false } }), 'chrisjen ava')).toBe(true);
  expect(matches(item({}), '王')).toBe(false);
});
