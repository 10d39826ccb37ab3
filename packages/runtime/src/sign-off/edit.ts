import { type AccessContext, recordAudit } from '@consilium/access';
import type { Text } from '@consilium/contract';
import type { Transaction } from '@consilium/database';
import { updateResource } from '@consilium/record';
import type { FhirResource, Observation } from 'fhir/r4.js';
import { RuntimeError } from '../errors.ts';
import type { Runtime } from '../runtime.ts';
import { updateTask } from '../task/task.ts';
import { decimalText, valueAt, withValue } from './change-value.ts';
import { type OpenDraft, openDraft, readDraft } from './open-draft.ts';
import { isSum, sumOf } from './sum.ts';
import { summaryAfterEdit } from './summary-after-edit.ts';

export const EDIT_REASONS = ['includes-other-structure', 'boundary-error', 'measurement-error', 'wording', 'other'] as const;
/** Why a total changed that nobody changed by hand. */
const RECOMPUTED = 'recomputed';
const QUANTITY = 'valueQuantity.value';

export interface Change {
  /** `Observation/id` or `DiagnosticReport/id`. */
  readonly resource: string;
  readonly path: string;
  readonly value: string;
  readonly reasonCode: string;
  readonly reasonText?: string | undefined;
}

/**
 * Changes values of a draft before the caller signs; each change is kept with what stood there and why. A total that is
 * the sum of its parts follows them.
 * @throws RuntimeError `invalid`, `not-found`, `conflict` (409), `forbidden` (403)
 */
export async function editDraft(
  context: AccessContext,
  transaction: Transaction,
  runtime: Runtime,
  id: string,
  changes: readonly Change[],
): Promise<void> {
  if (changes.length === 0) throw new RuntimeError('invalid', 'changes is empty: name resource, path, value and reasonCode');
  const open = await openDraft(context, transaction, runtime, id);
  const before = await readDraft(open.platform, transaction, open.draft);
  const after = new Map(before.map((resource) => [`${resource.resourceType}/${resource.id}`, resource as FhirResource]));
  const made: (Change & { readonly old: string })[] = [];
  const apply = (change: Change): void => {
    const resource = after.get(change.resource);
    if (!resource) throw new RuntimeError('invalid', `${change.resource} is not part of the draft`);
    const old = valueAt(resource, change.path);
    if (old === undefined) throw new RuntimeError('invalid', `${change.resource} has no ${change.path} to change`);
    if (old === change.value) return;
    after.set(change.resource, withValue(resource, change.path, change.value));
    made.push({ ...change, old });
  };
  for (const change of changes) {
    if (!EDIT_REASONS.includes(change.reasonCode as never))
      throw new RuntimeError('invalid', `reasonCode is ${JSON.stringify(change.reasonCode)}: use one of ${EDIT_REASONS.join(', ')}`);
    if (change.reasonCode === 'other' && !change.reasonText?.trim())
      throw new RuntimeError('invalid', 'reasonText is empty: say what the other reason is');
    apply(change);
  }
  for (const change of totals(before, after, made)) apply(change);
  if (made.length === 0) return;
  await store(context, transaction, open, after, made);
}

/** Totals to be recomputed: their parts (`hasMember`, `derivedFrom`) changed, they did not, and they were the sum before. */
function totals(before: readonly FhirResource[], after: ReadonlyMap<string, FhirResource>, made: readonly Change[]): readonly Change[] {
  const changed = new Set(made.filter(({ path }) => path === QUANTITY).map(({ resource }) => resource));
  const old = new Map(before.map((resource) => [`${resource.resourceType}/${resource.id}`, resource]));
  return [...after].flatMap(([reference, resource]) => {
    if (resource.resourceType !== 'Observation' || changed.has(reference)) return [];
    const parts = [...(resource.hasMember ?? []), ...(resource.derivedFrom ?? [])].flatMap((part) =>
      part.reference && old.get(part.reference)?.resourceType === 'Observation' ? [part.reference] : [],
    );
    if (!parts.some((part) => changed.has(part))) return [];
    const value = (from: ReadonlyMap<string, FhirResource>, part: string): string =>
      decimalText((from.get(part) as Observation).valueQuantity?.value);
    const total = resource.valueQuantity;
    const sameUnit = parts.every((part) => (after.get(part) as Observation).valueQuantity?.code === total?.code);
    if (
      !total ||
      !sameUnit ||
      !isSum(
        decimalText(total.value),
        parts.map((part) => value(old, part)),
      )
    )
      return [];
    return [{ resource: reference, path: QUANTITY, value: sumOf(parts.map((part) => value(after, part))), reasonCode: RECOMPUTED }];
  });
}

async function store(
  context: AccessContext,
  transaction: Transaction,
  { task, platform, step, draft }: OpenDraft,
  after: ReadonlyMap<string, FhirResource>,
  made: readonly (Change & { readonly old: string })[],
): Promise<void> {
  for (const reference of new Set(made.map(({ resource }) => resource)))
    await updateResource(platform, transaction, after.get(reference) as FhirResource, { draft: true });
  const { actor } = context;
  for (const { resource, path, old, value, reasonCode, reasonText } of made) {
    await transaction.query(
      `INSERT INTO runtime.edit (consortium, organization, patient, task, resource, path, old_value, new_value, reason_code, reason_text, user_id, practitioner, display)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        context.consortium,
        context.organization,
        task.patient,
        task.id,
        resource,
        path,
        old,
        value,
        reasonCode,
        reasonText ?? null,
        actor.id,
        actor.kind === 'user' ? actor.practitioner : '',
        actor.display,
      ],
    );
  }
  const stale = draft.report ? staleText(after.get(draft.report), made) : [];
  await updateTask(context, transaction, task.id, {
    checks: [...task.checks.filter((check) => !isStaleText(check)), ...stale],
    ...(task.summary && { summary: summaryAfterEdit(task.summary, made) }),
  });
  await recordAudit(context, transaction, [
    { action: 'U', entity: `Task/${task.id}`, patient: task.patient ?? undefined, detail: `${made.length} values changed as ${step.role}` },
  ]);
}

const STALE: Text = {
  zh: '数值已修改，报告文字中仍有原数值',
  en: 'A value was changed, but the text of the report still holds the old one',
};
const isStaleText = ({ en }: Text): boolean => en.startsWith(STALE.en);

/** Warns when the report still says a number that was just changed. */
function staleText(
  report: FhirResource | undefined,
  made: readonly { readonly path: string; readonly old: string; readonly value: string }[],
): readonly Text[] {
  const conclusion = (report as { conclusion?: string } | undefined)?.conclusion ?? '';
  const old = made
    .filter(
      ({ path, old: was, value }) =>
        path === QUANTITY && was !== value && new RegExp(`(?<![\\d.])${was.replace('.', '\\.')}(?![\\d.])`).test(conclusion),
    )
    .map(({ old: was }) => was);
  return old.length > 0 ? [{ zh: `${STALE.zh}：${old.join('、')}`, en: `${STALE.en}: ${old.join(', ')}` }] : [];
}
