import { expect, test } from 'vitest';
import { parseJson } from './parse-json.ts';

test('a decimal under value keeps its digits', () => {
  expect(parseJson('{"valueQuantity":{"value":1.70,"unit":"mL"}}')).toEqual({ valueQuantity: { value: '1.70', unit: 'mL' } });
});

test('other numbers stay numbers', () => {
  expect(parseJson('{"value":1.74,"share":0.50,"count":3}')).toEqual({ value: 1.74, share: 0.5, count: 3 });
});
