import { expect, test } from 'vitest';
import { waitSince } from './wait.ts';

const arrived = '2026-03-12T10:00:00Z';
const after = (minutes: number) => Date.parse(arrived) + minutes * 60_000;

test.each([
  [0, { unit: 'minutes', count: 0 }],
  [82.9, { unit: 'minutes', count: 82 }],
  [119, { unit: 'minutes', count: 119 }],
  [120, { unit: 'hours', count: 2 }],
  [47 * 60 + 59, { unit: 'hours', count: 47 }],
  [48 * 60, { unit: 'days', count: 2 }],
])('after %d minutes the wait reads %o', (minutes, expected) => {
  expect(waitSince(arrived, after(minutes))).toEqual(expected);
});

test('a clock that runs ahead gives no negative wait', () => {
  expect(waitSince(arrived, after(-3))).toEqual({ unit: 'minutes', count: 0 });
});
