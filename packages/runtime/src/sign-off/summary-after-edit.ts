import type { Text } from '@consilium/contract';

/**
 * The line of the worklist after values were changed: each old number that stands in it exactly once gives way to the
 * new one. A number that stands there twice is left, since nobody can tell which of them it was.
 */
export function summaryAfterEdit(summary: Text, changes: readonly { readonly old: string; readonly value: string }[]): Text {
  const replaced = (text: string): string => {
    // all at once, so that a new number is not taken for the old one of the next change
    const once = new Map(
      changes.flatMap(({ old, value }) => (numbersOf(text).filter((number) => number === old).length === 1 ? [[old, value] as const] : [])),
    );
    return text.replace(NUMBER, (number) => once.get(number) ?? number);
  };
  return { zh: replaced(summary.zh), en: replaced(summary.en) };
}

const NUMBER = /(?<![\d.])\d+(?:\.\d+)?(?![\d.]*\d)/g;
const numbersOf = (text: string): readonly string[] => text.match(NUMBER) ?? [];
