/** Rows as they stand on the screen, and those that wait to be pulled in. */
export interface HeldOrder {
  readonly ids: readonly string[];
  readonly arrived: readonly string[];
}

/**
 * What a refresh does to a list under somebody's hand: nothing moves. Rows stay where they are, even when they no longer
 * belong there; new ones are counted and wait. Only an empty list takes them at once.
 */
export function holdOrder(shown: readonly string[], fresh: readonly string[]): HeldOrder {
  if (shown.length === 0) return { ids: fresh, arrived: [] };
  const known = new Set(shown);
  return { ids: shown, arrived: fresh.filter((id) => !known.has(id)) };
}

/** The row after or before one, staying at the ends. */
export function neighbour(ids: readonly string[], id: string | undefined, by: number): string | undefined {
  const at = id === undefined ? -1 : ids.indexOf(id);
  if (at < 0) return ids[0];
  return ids[Math.min(ids.length - 1, Math.max(0, at + by))];
}
