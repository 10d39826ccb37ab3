/** JavaScript's newer reviver tells how a number was written; the type library does not know it yet. */
type SourceReviver = (key: string, value: unknown, context?: { readonly source?: string }) => unknown;

/**
 * Parses JSON so that a decimal under `value` keeps its digits: `1.70` becomes the text `1.70`, not the number 1.7.
 * Other numbers, and those that read the same either way, stay numbers.
 */
export function parseJson(text: string): unknown {
  const reviver: SourceReviver = (key, value, context) =>
    key === 'value' && typeof value === 'number' && context?.source !== undefined && context.source !== String(value)
      ? context.source
      : value;
  return JSON.parse(text, reviver as (key: string, value: unknown) => unknown);
}
