import fc from 'fast-check';
import { expect, test } from 'vitest';
import { IMPLEMENTATION_CLASS_UID, isUid, uidFromUuid } from './uid.ts';

test('a seed always gives the same UID, and another seed another one', () => {
  expect(uidFromUuid('series 1')).toBe('2.25.336227898103475148607640713436612411427');
  expect(uidFromUuid('series 2')).not.toBe(uidFromUuid('series 1'));
});

test('every UID made is valid and holds a UUID of version 8', () => {
  fc.assert(
    fc.property(fc.string(), (seed) => {
      const uid = uidFromUuid(seed);
      expect(isUid(uid)).toBe(true);
      const uuid = BigInt(uid.slice('2.25.'.length)).toString(16).padStart(32, '0');
      expect(uuid.charAt(12)).toBe('8');
      expect('89ab').toContain(uuid.charAt(16));
    }),
  );
});

test.each(['', '1', '1.02.3', '1..2', '1.2.', '1.a', '1.'.repeat(32) + '12'])('"%s" is no UID', (text) => expect(isUid(text)).toBe(false));
test('the implementation class UID is valid', () => expect(isUid(IMPLEMENTATION_CLASS_UID)).toBe(true));
