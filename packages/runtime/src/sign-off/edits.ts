import type { AccessContext } from '@consilium/access';
import type { Transaction } from '@consilium/database';
import type { FiledDraft } from '../task/task.ts';

/** One change that a person made to a draft before signing. */
export interface Edit {
  readonly resource: string;
  readonly path: string;
  readonly oldValue: string;
  readonly newValue: string;
  readonly reasonCode: string;
  readonly reasonText?: string;
  readonly practitioner: { readonly id: string; readonly name: string };
  readonly at: string;
}

interface Row extends Record<string, unknown> {
  resource: string;
  path: string;
  old_value: string;
  new_value: string;
  reason_code: string;
  reason_text: string | null;
  practitioner: string;
  display: string;
  edited_at: Date;
}

/** The changes of a draft, the first first. */
export async function editsOf(context: AccessContext, transaction: Transaction, task: string): Promise<readonly Edit[]> {
  const { rows } = await transaction.query<Row>('SELECT * FROM runtime.edit WHERE consortium = $1 AND task = $2 ORDER BY id', [
    context.consortium,
    task,
  ]);
  return rows.map(
    ({
      resource,
      path,
      old_value: oldValue,
      new_value: newValue,
      reason_code: reasonCode,
      reason_text: reasonText,
      practitioner: id,
      display: name,
      edited_at: at,
    }) => ({
      resource,
      path,
      oldValue,
      newValue,
      reasonCode,
      ...(reasonText && { reasonText }),
      practitioner: { id, name },
      at: at.toISOString(),
    }),
  );
}

/** What the service itself wrote of the resources that people changed: their first versions. */
export async function editedVersions(
  context: AccessContext,
  transaction: Transaction,
  task: string,
  draft: FiledDraft,
): Promise<readonly string[]> {
  const edited = new Set((await editsOf(context, transaction, task)).map(({ resource }) => resource));
  return draft.resources.filter((reference) => edited.has(reference)).map((reference) => `${reference}/_history/1`);
}
