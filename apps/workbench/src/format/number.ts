const MINUS = '−';

/** A number as people read it: at least `decimals` digits after the point as far as they were written, a true minus. */
export function formatNumber(value: number | string, decimals = 0): string {
  const written = typeof value === 'string' ? value.trim() : String(value);
  const places = written.split('.')[1]?.length ?? 0;
  const text = places >= decimals ? written : Number(written).toFixed(decimals);
  return text.replace('-', MINUS);
}

/** `1.65–1.83`; nothing where a limit is missing. */
export function formatInterval(low: number | string | undefined, high: number | string | undefined, decimals = 2): string | undefined {
  return low === undefined || high === undefined ? undefined : `${formatNumber(low, decimals)}–${formatNumber(high, decimals)}`;
}
