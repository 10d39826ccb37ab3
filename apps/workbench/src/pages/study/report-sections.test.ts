import { expect, test } from 'vitest';
import { reportSections } from './report-sections.ts';

test('lines with a known heading become sections', () => {
  expect(reportSections('影像所见：一侧海马。\n诊断意见：供参考。')).toEqual([
    { heading: '影像所见', text: '一侧海马。' },
    { heading: '诊断意见', text: '供参考。' },
  ]);
  expect(reportSections('Findings: one hippocampus.')).toEqual([{ heading: 'Findings', text: 'One hippocampus.' }]);
});

test('other lines stay whole, empty ones go', () => {
  expect(reportSections('建议：复查。\n\n')).toEqual([{ text: '建议：复查。' }]);
});
