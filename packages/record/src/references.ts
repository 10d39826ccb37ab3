import type { AccessContext } from '@consilium/access';
import type { Transaction } from '@consilium/database';
import { outcome, parseReference } from '@consilium/fhir';
import type { FhirResource } from 'fhir/r4.js';
import { matchingIds } from './conditional.ts';
import { prepared, textArray } from './statement.ts';

/** A reference with its place in the resource, such as `Observation.subject`. */
export interface PlacedReference {
  readonly reference: string;
  readonly place: string;
}

/** Every `Reference.reference` of a resource, also in contained resources and extensions. */
export function referencesOf(resource: FhirResource): PlacedReference[] {
  const found: PlacedReference[] = [];
  collect(resource, resource.resourceType, found);
  return found;
}

function collect(value: unknown, place: string, found: PlacedReference[]): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) if (typeof item === 'object') collect(item, `${place}[${i}]`, found);
    return;
  }
  for (const key in value) {
    const item = (value as Record<string, unknown>)[key];
    if (key === 'reference' && typeof item === 'string') found.push({ reference: item, place });
    else if (typeof item === 'object') collect(item, `${place}.${key}`, found);
  }
}

/** The place of an entry's reference, for a message. */
export const placeIn = (entry: number, { place }: PlacedReference): string =>
  `Bundle.entry[${entry}].resource${place.slice(place.search(/\.|$/))}.reference`;

/** What `Type?query` references mean: `Type/id` by the reference's text. @throws OperationOutcomeError 400 that names entry and field */
export async function resolveConditional(
  context: AccessContext,
  transaction: Transaction,
  wanted: ReadonlyMap<string, string>,
): Promise<Map<string, string>> {
  const resolved = new Map<string, string>();
  for (const [reference, place] of wanted) {
    const target = parseReference(reference);
    if (target?.kind !== 'conditional') continue;
    const ids = await matchingIds(context, transaction, target.type, target.query);
    if (ids.length !== 1)
      throw outcome(
        'invalid',
        `${place} is ${reference}, which ${ids.length === 0 ? 'no resource meets' : 'several resources meet'}: make it name exactly one`,
        place,
      );
    resolved.set(reference, `${target.type}/${ids[0]}`);
  }
  return resolved;
}

/** Which of these `Type/id` do not exist (any more). */
export async function missingTargets(
  context: AccessContext,
  transaction: Transaction,
  targets: readonly { readonly type: string; readonly id: string }[],
): Promise<Set<string>> {
  if (targets.length === 0) return new Set();
  const { rows } = await prepared<{ key: string }>(
    transaction,
    'record.missing',
    `SELECT k.type || '/' || k.id AS key FROM unnest($2::text[], $3::text[]) k(type, id)
     WHERE NOT EXISTS (SELECT 1 FROM record.resource r WHERE r.consortium = $1 AND r.type = k.type AND r.id = k.id AND NOT r.deleted)`,
    [context.consortium, textArray(targets.map(({ type }) => type)), textArray(targets.map(({ id }) => id))],
  );
  return new Set(rows.map(({ key }) => key));
}
