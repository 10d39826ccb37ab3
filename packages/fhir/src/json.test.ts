import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isDecimalAsWritten, numberOf, parseJson, stringify, withPlainNumbers } from './json.ts';

/** Any number as JSON may write it. */
const numeral = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.oneof(
      fc.constant('0'),
      fc.tuple(fc.integer({ min: 1, max: 9 }), fc.stringMatching(/^\d{0,20}$/)).map(([first, rest]) => `${first}${rest}`),
    ),
    fc.oneof(fc.constant(''), fc.stringMatching(/^\.\d{1,20}$/)),
    fc.oneof(fc.constant(''), fc.stringMatching(/^[eE][+-]?\d{1,3}$/)),
  )
  .map((parts) => parts.join(''));

describe('decimals keep the digits they were written with', () => {
  test.each(['1.10', '1.0', '0.000', '1e3', '1E-2', '-0', '-0.0', '12345678901234567890', '0.1234567890123456789', '1.5', '7', '1e400'])(
    '%s',
    (source) => {
      for (const text of [`{"a":${source}}`, `[${source},${source}]`, `{"a":{"b":[1,"x",${source}]}}`, source])
        expect(stringify(parseJson(text))).toBe(text);
    },
  );

  test('any numeral at any place of a document', () => {
    fc.assert(
      fc.property(fc.array(numeral, { minLength: 1 }), fc.string(), (numerals, text) => {
        const document = `{"s":${JSON.stringify(text)},"list":[${numerals.join(',')}],"deep":{"n":${numerals[0]}}}`;
        expect(stringify(parseJson(document))).toBe(document);
      }),
    );
  });

  test('any JSON value that JavaScript can write', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        expect(stringify(parseJson(text))).toBe(text);
      }),
    );
  });

  test('white space around a numeral hides nothing', () => {
    expect(stringify(parseJson('{ "a" :\n 1.10\t}'))).toBe('{"a":1.10}');
  });
});

describe('the plain number stays at hand', () => {
  test('of a number, however it was written', () => {
    expect(['1.10', '1.5', '3'].map((source) => numberOf(parseJson<unknown>(source)))).toEqual([1.1, 1.5, 3]);
    expect(numberOf('1.10')).toBeUndefined();
  });

  test('in a whole document, which is shared where nothing changes', () => {
    const document = parseJson<{ a: { b: unknown }; c: object }>('{"a":{"b":1.10},"c":{"d":[1,2]}}');
    expect(isDecimalAsWritten(document.a.b)).toBe(true);
    const plain = withPlainNumbers(document);
    expect(plain).toEqual({ a: { b: 1.1 }, c: { d: [1, 2] } });
    expect(plain.c).toBe(document.c);
  });

  test('a numeral inside of a string is text', () => {
    expect(parseJson<unknown>('{"a":", 1.10 ,"}')).toEqual({ a: ', 1.10 ,' });
  });
});

test('text that is no JSON is a SyntaxError', () => {
  for (const text of ['', '{', '{"a":1.10', '{"a":01.10}']) expect(() => parseJson(text)).toThrow(SyntaxError);
});

test('text nested beyond the stack is a SyntaxError too', () => {
  expect(() => parseJson(`${'['.repeat(200_000)}1.10${']'.repeat(200_000)}`)).toThrow(SyntaxError);
});
