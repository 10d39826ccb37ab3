/** One measured figure, beside what it is held against. */
export interface Figure {
  readonly what: string;
  readonly value: number | string;
  readonly unit: string;
  /** A peer measured in the same run, or a limit that was set. */
  readonly against?: { readonly what: string; readonly value: number };
  /** Above 1: better than what it is held against. */
  readonly ratio?: number;
  readonly note?: string;
}

/** A figure of which less is better, against its limit. */
export const atMost = (what: string, value: number, unit: string, limit: number, name = 'limit'): Figure => ({
  what,
  value,
  unit,
  against: { what: name, value: limit },
  ratio: limit / value,
});
