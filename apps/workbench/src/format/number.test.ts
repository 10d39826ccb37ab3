import { expect, test } from 'vitest';
import { formatInterval, formatNumber } from './number.ts';

test('digits stay as written and are filled up, never cut', () => {
  expect(formatNumber('1.70', 2)).toBe('1.70');
  expect(formatNumber(1.7, 2)).toBe('1.70');
  expect(formatNumber('1.704', 2)).toBe('1.704');
});

test('minus is a minus, and an interval is joined by an en dash', () => {
  expect(formatNumber(-6.5, 1)).toBe('−6.5');
  expect(formatInterval('1.65', 1.8)).toBe('1.65–1.80');
  expect(formatInterval(undefined, 1.8)).toBeUndefined();
});
