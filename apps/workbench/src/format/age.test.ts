import { expect, test } from 'vitest';
import { ageInYears } from './age.ts';

test('a person is a year older on the birthday, not before', () => {
  expect(ageInYears('1955-03-12', '2026-03-11')).toBe(70);
  expect(ageInYears('1955-03-12', '2026-03-12')).toBe(71);
});

test('a person born on a leap day turns on 1 March', () => {
  expect(ageInYears('1952-02-29', '2026-02-28')).toBe(73);
  expect(ageInYears('1952-02-29', '2026-03-01')).toBe(74);
});

test('an instant counts by its day, and an unknown or partial date gives no age', () => {
  expect(ageInYears('1955-03-12', '2026-03-12T10:31:00+08:00')).toBe(71);
  expect(ageInYears(undefined, '2026-03-12')).toBeUndefined();
  expect(ageInYears('1955', '2026-03-12')).toBeUndefined();
});
