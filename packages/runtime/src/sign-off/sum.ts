/** A decimal as digits and scale: exact, unlike a binary fraction. */
function parse(text: string): { readonly digits: bigint; readonly scale: number } {
  const [whole = '0', fraction = ''] = text.split('.');
  return { digits: BigInt(whole + fraction), scale: fraction.length };
}

/** The exact sum of decimals, with the digits after the point of the longest: `1.10` and `0.64` give `1.74`. */
export function sumOf(values: readonly string[]): string {
  const parsed = values.map(parse);
  const scale = Math.max(...parsed.map((value) => value.scale));
  const total = parsed.reduce((sum, { digits, scale: own }) => sum + digits * 10n ** BigInt(scale - own), 0n);
  const text = (total < 0n ? -total : total).toString().padStart(scale + 1, '0');
  return `${total < 0n ? '-' : ''}${scale === 0 ? text : `${text.slice(0, -scale)}.${text.slice(-scale)}`}`;
}

/** Whether a total is the sum of its parts up to the rounding of each of them. */
export function isSum(total: string, parts: readonly string[]): boolean {
  const tolerance = [total, ...parts].reduce((sum, text) => sum + 0.5 * 10 ** -parse(text).scale, 0);
  return Math.abs(Number(total) - Number(sumOf(parts))) <= tolerance + 1e-9;
}
