import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateRange, OPEN_END } from './date-range.ts';

describe('a date covers all that its precision leaves open', () => {
  test.each([
    ['2026', '2025-12-31T16:00:00.000Z', '2026-12-31T16:00:00.000Z'],
    ['2024-02', '2024-01-31T16:00:00.000Z', '2024-02-29T16:00:00.000Z'],
    ['2026-12-31', '2026-12-30T16:00:00.000Z', '2026-12-31T16:00:00.000Z'],
    ['2026-11-22T08:30', '2026-11-22T00:30:00.000Z', '2026-11-22T00:31:00.000Z'],
    ['2026-11-22T08:30Z', '2026-11-22T08:30:00.000Z', '2026-11-22T08:31:00.000Z'],
    ['2026-11-22T08:30:00+08:00', '2026-11-22T00:30:00.000Z', '2026-11-22T00:30:01.000Z'],
    ['2026-11-22T08:30:00-05:30', '2026-11-22T14:00:00.000Z', '2026-11-22T14:00:01.000Z'],
    ['2026-11-22T08:30:00.1Z', '2026-11-22T08:30:00.100Z', '2026-11-22T08:30:00.200Z'],
    ['2026-11-22T08:30:00.123Z', '2026-11-22T08:30:00.123Z', '2026-11-22T08:30:00.124Z'],
    ['2026-11-22T08:30:00.1239Z', '2026-11-22T08:30:00.123Z', '2026-11-22T08:30:00.124Z'],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z', '2017-01-01T00:00:01.000Z'],
    ['0099', '0098-12-31T16:00:00.000Z', '0099-12-31T16:00:00.000Z'],
    ['9999', '9998-12-31T16:00:00.000Z', '9999-12-31T16:00:00.000Z'],
    ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59.000Z', OPEN_END],
  ])('%s', (text, from, to) => {
    expect(dateRange(text)).toEqual({ from, to });
  });

  test('in the zone that the caller gives', () => {
    expect(dateRange('2026-11-22', 0)).toEqual({ from: '2026-11-22T00:00:00.000Z', to: '2026-11-23T00:00:00.000Z' });
  });

  test.each(['', '2026-1', '20261122', 'tomorrow', '2026-11-22T', '2026-11-22 08:30'])('%j is none', (text) => {
    expect(dateRange(text)).toBeUndefined();
  });

  test('an instant of any time lies in its own day, month and year', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('0002-01-01'), max: new Date('9998-12-31'), noInvalidDate: true }), (date) => {
        const instant = date.toISOString();
        const spans = [4, 7, 10].map((length) => dateRange(instant.slice(0, length), 0));
        for (const span of [...spans, dateRange(instant, 0)]) {
          expect(span !== undefined && span.from <= instant && instant < span.to).toBe(true);
        }
      }),
    );
  });
});
