import { expect, test } from 'vitest';
import { summaryAfterEdit } from './summary-after-edit.ts';

const summary = { zh: '海马总体积 3.53 mL（前部 1.60，后部 1.93）', en: 'Hippocampus 3.53 mL (anterior 1.60, posterior 1.93)' };

test('a changed part and its total give way in both languages', () => {
  const changes = [
    { old: '1.60', value: '1.50' },
    { old: '3.53', value: '3.43' },
  ];
  expect(summaryAfterEdit(summary, changes)).toEqual({
    zh: '海马总体积 3.43 mL（前部 1.50，后部 1.93）',
    en: 'Hippocampus 3.43 mL (anterior 1.50, posterior 1.93)',
  });
});

test('a new number is not taken for the old one of another change', () => {
  const swapped = [
    { old: '1.60', value: '1.93' },
    { old: '1.93', value: '1.60' },
  ];
  expect(summaryAfterEdit(summary, swapped).en).toBe('Hippocampus 3.53 mL (anterior 1.93, posterior 1.60)');
});

test('a number that stands twice, or only within another, is left', () => {
  expect(summaryAfterEdit({ zh: '1.60，1.60', en: '11.60 or 1.601' }, [{ old: '1.60', value: '2' }])).toEqual({
    zh: '1.60，1.60',
    en: '11.60 or 1.601',
  });
});
