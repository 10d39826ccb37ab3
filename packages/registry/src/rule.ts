import { sourceAttributes } from './rules/source-attributes.ts';
import type { ServiceVersion } from './version.ts';

/** What code can prove of a version; the level of a version is computed from its rules, never typed. */
export interface Rule {
  readonly name: string;
  /** What is missing, each line naming it and the fix; empty when the rule holds. */
  readonly check: (version: ServiceVersion) => readonly string[];
}

export const RULES: readonly Rule[] = [sourceAttributes];

/** Every rule with what it found missing. */
export const checkRules = (version: ServiceVersion): readonly { readonly rule: string; readonly missing: readonly string[] }[] =>
  RULES.map((rule) => ({ rule: rule.name, missing: rule.check(version) }));
