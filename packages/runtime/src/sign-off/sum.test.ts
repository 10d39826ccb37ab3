import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSum, sumOf } from './sum.ts';

test.each([
  [['1.10', '0.64'], '1.74'],
  [['1.1', '0.64'], '1.74'],
  [['0.1', '0.2'], '0.3'],
  [['-1.50', '0.25'], '-1.25'],
  [['3', '4'], '7'],
  [['0.05', '-0.05'], '0.00'],
])('%j sums to %s', (values, total) => expect(sumOf(values)).toBe(total));

test('sums of cents are exact', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -99_999, max: 99_999 }), { minLength: 1 }), (cents) => {
      const text = (n: number) => `${n < 0 ? '-' : ''}${Math.trunc(Math.abs(n) / 100)}.${String(Math.abs(n) % 100).padStart(2, '0')}`;
      expect(Number(sumOf(cents.map(text)))).toBeCloseTo(cents.reduce((a, b) => a + b, 0) / 100, 6);
    }),
  );
});

test('a total rounded by itself is still the sum of its rounded parts', () => {
  expect([isSum('3.09', ['1.54', '1.54']), isSum('3.15', ['1.54', '1.54'])]).toEqual([true, false]);
});
