import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cielabOf, rgbOfCielab } from './cielab.ts';

test('white is L 100, a and b 0', () => {
  const [lightness, a, b] = cielabOf([255, 255, 255]);
  expect(lightness).toBe(65535);
  for (const chroma of [a, b]) expect(Math.abs(chroma - 32896)).toBeLessThan(10);
});

test('a colour comes back from CIELab within one step', () => {
  const channel = fc.nat(255);
  fc.assert(
    fc.property(fc.tuple(channel, channel, channel), (rgb) => {
      for (const [index, value] of rgbOfCielab(cielabOf(rgb)).entries()) expect(Math.abs(value - rgb[index]!)).toBeLessThanOrEqual(1);
    }),
  );
});
