import fc from 'fast-check';
import { expect, test } from 'vitest';
import { holdOrder, neighbour } from './held-order.ts';

test('new rows are announced, not put in; an empty list takes them', () => {
  expect(holdOrder(['b', 'c'], ['a', 'b', 'c', 'd'])).toEqual({ ids: ['b', 'c'], arrived: ['a', 'd'] });
  expect(holdOrder([], ['a', 'b'])).toEqual({ ids: ['a', 'b'], arrived: [] });
});

test('whatever comes, rows on the screen keep their places', () => {
  const ids = fc.uniqueArray(fc.string({ minLength: 1 }));
  fc.assert(
    fc.property(ids, ids, (shown, fresh) => {
      const held = holdOrder(shown, fresh);
      if (shown.length > 0) expect(held.ids).toEqual(shown);
      expect(new Set([...held.ids, ...held.arrived])).toEqual(new Set([...shown, ...fresh]));
    }),
  );
});

test('next and previous stop at the ends, and start at the first', () => {
  expect(neighbour(['a', 'b'], 'a', 1)).toBe('b');
  expect(neighbour(['a', 'b'], 'b', 1)).toBe('b');
  expect(neighbour(['a', 'b'], 'a', -1)).toBe('a');
  expect(neighbour(['a', 'b'], undefined, 1)).toBe('a');
  expect(neighbour([], 'a', 1)).toBeUndefined();
});
