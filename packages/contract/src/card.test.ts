import { expect, test } from 'vitest';
import { missingAttributes, SOURCE_ATTRIBUTES } from './card.ts';

const whole = { attributes: Object.fromEntries(SOURCE_ATTRIBUTES.map((name) => [name, `What ${name} is`])) };

test('there are 31 source attributes', () => expect(new Set(SOURCE_ATTRIBUTES).size).toBe(31));
test('a filled card lacks nothing', () => expect(missingAttributes(whole)).toEqual([]));
test.each([[''], ['none'], ['N/A'], [undefined], [{ zh: '有' }]])('%j is a gap', (value) => {
  expect(missingAttributes({ attributes: { ...whole.attributes, funding: value } })).toEqual(['funding']);
});
test.each([['None, because the developers work unpaid'], [{ zh: '无，因为无资助', en: 'None, because unfunded' }]])(
  '%j is an answer',
  (value) => {
    expect(missingAttributes({ attributes: { ...whole.attributes, funding: value } })).toEqual([]);
  },
);
test('a card that is no object lacks everything', () => expect(missingAttributes(null)).toHaveLength(31));
