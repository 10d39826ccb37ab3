const two = (value: number) => String(value).padStart(2, '0');

/** `10:31`, local, 24 h. */
export function clock(instant: string): string {
  const at = new Date(instant);
  return `${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** `2026-03-12`, local. */
export function day(instant: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(instant)) return instant;
  const at = new Date(instant);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** `03-12 10:31`, local. */
export const dayAndClock = (instant: string): string => `${day(instant).slice(5)} ${clock(instant)}`;

/** `2026-03-12 10:31`, local; only the day where no time was recorded. */
export const dateAndClock = (instant: string): string => (instant.includes('T') ? `${day(instant)} ${clock(instant)}` : day(instant));
