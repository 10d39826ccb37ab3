import { valueSets as table } from './generated/value-sets.ts';

/** An expanded value set of a required binding. */
export interface ValueSet {
  readonly codes: ReadonlySet<string>;
  /** `system|code`. */
  readonly codings: ReadonlySet<string>;
  readonly systems: readonly string[];
}

function parseTable(text: string): ReadonlyMap<string, ValueSet> {
  const found = new Map<string, { codes: Set<string>; codings: Set<string>; systems: string[] }>();
  for (const line of text.trim().split('\n')) {
    const [key = '', system = '', ...codes] = line.split(' ');
    const set = found.get(key) ?? { codes: new Set<string>(), codings: new Set<string>(), systems: [] };
    found.set(key, set);
    set.systems.push(system);
    for (const code of codes) {
      set.codes.add(code);
      set.codings.add(`${system}|${code}`);
    }
  }
  return found;
}

/** Value sets by key, as the structures name them. Those without a finite list (UCUM, media types, currencies) are absent. */
export const valueSets: ReadonlyMap<string, ValueSet> = parseTable(table);
