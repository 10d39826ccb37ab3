import { describe, expect, test } from 'vitest';
import { decoderOf } from './character-set.ts';

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : part)));

describe('decoderOf', () => {
  test('ASCII reads the same under every character set', () => {
    for (const sets of [[], ['ISO_IR 100'], ['GB18030'], ['ISO_IR 192'], ['', 'ISO 2022 IR 87'], ['nonsense']])
      expect(decoderOf(sets)(bytes('Wang^XiaoDong'))).toBe('Wang^XiaoDong');
  });

  // Each row: the standard's own example or the encoding's table (PS3.5 annexes H, I, J, K).
  test.each([
    ['Latin alphabet No. 1', ['ISO_IR 100'], bytes('Buc^J', [0xe9], 'r', [0xf4], 'me'), 'Buc^Jérôme'],
    ['GB18030', ['GB18030'], bytes([0xcd, 0xf5, 0x5e, 0xd0, 0xa1, 0xb6, 0xab]), '王^小东'],
    ['GB18030 with four bytes', ['GB18030'], bytes([0x82, 0x35, 0x87, 0x38]), '䶵'],
    ['GBK, whose second byte may be a backslash', ['GBK'], bytes([0x81, 0x5c]), '乗'],
    ['UTF-8', ['ISO_IR 192'], new TextEncoder().encode('王^小東'), '王^小東'],
    [
      'GB 2312 by escape sequence',
      ['', 'ISO 2022 IR 58'],
      bytes('Zhang=', [0x1b], '$)A', [0xd5, 0xc5], '^', [0x1b], '$)A', [0xd0, 0xa1, 0xb6, 0xab]),
      'Zhang=张^小东',
    ],
    ['GB 2312 whose escape sequence was left out', ['', 'ISO 2022 IR 58'], bytes([0xd5, 0xc5]), '张'],
    [
      'JIS X 0208 by escape sequence',
      ['', 'ISO 2022 IR 87'],
      bytes([0x1b], '$B', [0x3b, 0x33, 0x45, 0x44], [0x1b], '(B^', [0x1b], '$B', [0x42, 0x40, 0x4f, 0x3a], [0x1b], '(B'),
      '山田^太郎',
    ],
    [
      'half-width katakana beside kanji',
      ['ISO 2022 IR 13', 'ISO 2022 IR 87'],
      bytes([0xd4, 0xcf, 0xc0, 0xde], '=', [0x1b], '$B', [0x3b, 0x33, 0x45, 0x44], [0x1b], '(J'),
      'ﾔﾏﾀﾞ=山田',
    ],
    ['JIS X 0212', ['', 'ISO 2022 IR 159'], bytes([0x1b], '$(D', [0x30, 0x21], [0x1b], '(B'), '丂'],
    ['Korean', ['', 'ISO 2022 IR 149'], bytes([0x1b], '$)C', [0xb1, 0xe8], [0xc8, 0xf1]), '김희'],
    ['Cyrillic', ['ISO_IR 144'], bytes([0xbb, 0xee]), 'Лю'],
  ])('%s', (_name, sets, encoded, text) => {
    expect(decoderOf(sets)(encoded)).toBe(text);
  });

  test('without a character set, what is not ASCII is tried as UTF-8 and then as GB18030, as hospitals send it', () => {
    expect(decoderOf([])(new TextEncoder().encode('张三'))).toBe('张三');
    expect(decoderOf([])(bytes([0xd5, 0xc5, 0xc8, 0xfd]))).toBe('张三');
    expect(decoderOf([])(bytes('x', [0xff]))).toBe('xÿ');
  });

  test('bytes that no character set explains become replacement characters, not an error', () => {
    expect(decoderOf(['ISO_IR 192'])(bytes([0xff, 0x41]))).toBe('\ufffdA');
    expect(decoderOf(['', 'ISO 2022 IR 87'])(bytes([0x1b], '$B', [0x3b]))).toContain(';');
  });
});
