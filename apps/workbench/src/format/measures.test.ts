import fc from 'fast-check';
import { expect, test } from 'vitest';
import { measures } from './measures.ts';

const whole = (text: string) => measures(text).flatMap((part) => (part.whole ? [part.text] : []));

test('a number stays with its unit, a range stays one', () => {
  expect(whole('海马总体积约 3.45 mL（95% 区间 3.22–3.70 mL），280 × 320 × 22')).toEqual(['约 3.45 mL', '3.22–3.70 mL', '280 × 320 × 22']);
});

test('joined again the parts are the text', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(
        measures(text)
          .map((part) => part.text)
          .join(''),
      ).toBe(text);
    }),
  );
});
