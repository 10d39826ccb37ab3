import { type AccessContext, may } from '@consilium/access';
import type { ConditionScope } from './search-condition.ts';
import { SqlValues } from './sql.ts';

export interface SearchOptions {
  /** `include`: drafts too, where the caller may see them. By default not even they find them. */
  readonly drafts?: 'include' | undefined;
  /** The server's own address, with a slash at its end: absolute references below it are local. */
  readonly base?: string | undefined;
}

/** A resource as a search finds it. */
export interface FoundRow extends Record<string, unknown> {
  readonly rid: string;
  readonly type: string;
  readonly id: string;
  readonly patient: string | null;
  readonly doc: string;
}

export interface FoundPage {
  readonly matches: readonly FoundRow[];
  readonly included: readonly FoundRow[];
  readonly total: number | undefined;
  /** Value of `_cursor` for the next page. */
  readonly next: string | undefined;
}

/** Everything that builds SQL for this caller. */
export function scopeFor(context: AccessContext, options: SearchOptions): ConditionScope {
  const sql = new SqlValues();
  const drafts = options.drafts === 'include' && may(context, 'draft.read');
  return {
    sql,
    consortium: sql.add(context.consortium),
    base: options.base,
    visible: (alias) => `NOT ${alias}.deleted${drafts ? '' : ` AND NOT ${alias}.draft`}`,
  };
}
