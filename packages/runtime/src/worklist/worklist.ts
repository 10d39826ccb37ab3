import { type AccessContext, recordAudit, requirePermission } from '@consilium/access';
import type { Text } from '@consilium/contract';
import type { Transaction } from '@consilium/database';
import { readResource } from '@consilium/record';
import type { DiagnosticReport, FhirResource, Observation, Provenance } from 'fhir/r4.js';
import { RuntimeError } from '../errors.ts';
import type { Runtime } from '../runtime.ts';
import { limitsOf } from '../services/discover.ts';
import { type Edit, editsOf } from '../sign-off/edits.ts';
import { readDraft } from '../sign-off/open-draft.ts';
import { type FiledDicom, type Rejection, readTask, signaturesOf, type Task } from '../task/task.ts';
import { readNames } from './names.ts';
import { type WorklistItem, worklistItem } from './worklist-item.ts';

export interface WorklistFilter {
  readonly status?: string | undefined;
  readonly organization?: string | undefined;
  readonly modality?: string | undefined;
}

/** Rows on one page, the most urgent and newest first. */
const PAGE = 300;
const VISIBLE = `status NOT IN ('withdrawn', 'shadow') AND state IS DISTINCT FROM 'shadow'`;

/** The worklist of the whole consortium: whoever may sign for it sees it, whichever organisation asked. */
export async function readWorklist(
  context: AccessContext,
  transaction: Transaction,
  runtime: Runtime,
  { status, organization, modality }: WorklistFilter,
): Promise<{ readonly items: readonly WorklistItem[]; readonly counts: Readonly<Record<string, number>> }> {
  requirePermission(context, 'draft.read');
  const filter = `consortium = $1 AND ${VISIBLE} AND ($2::text IS NULL OR organization = $2) AND ($3::text IS NULL OR trigger ->> 'modality' = $3)`;
  const values = [context.consortium, organization ?? null, modality ?? null];
  const { rows } = await transaction.query<Task & Record<string, unknown>>(
    `SELECT * FROM runtime.task WHERE ${filter} AND ($4::text[] IS NULL OR status = ANY ($4))
     ORDER BY closed_at IS NOT NULL, array_position(ARRAY['stat', 'urgent', 'routine'], priority), arrived_at DESC LIMIT ${PAGE}`,
    [...values, status ? status.split(',') : null],
  );
  const counts = await transaction.query<{ status: string; count: number }>(
    `SELECT status, count(*)::int FROM runtime.task WHERE ${filter} GROUP BY status`,
    values,
  );
  const names = await readNames(context, transaction, {
    patients: rows.map(({ patient }) => patient),
    organizations: rows.map((row) => row.organization),
  });
  const signatures = await signaturesOf(
    context,
    transaction,
    rows.map(({ id }) => id),
  );
  return {
    items: rows.map((task) => worklistItem(context, task, runtime.serviceNamed(task.service), signatures.get(task.id) ?? [], names)),
    counts: Object.fromEntries(counts.rows.map((row) => [row.status, row.count])),
  };
}

/** A draft with all that the page of its study shows. */
export interface DraftPage extends WorklistItem {
  readonly report?: DiagnosticReport;
  readonly observations: readonly Observation[];
  readonly resources: readonly FhirResource[];
  readonly segmentation?: Omit<FiledDicom, 'digest' | 'modality'>;
  readonly keyImage?: Omit<FiledDicom, 'digest' | 'modality' | 'segments'>;
  readonly edits: readonly Edit[];
  readonly provenance?: Provenance;
  readonly imageOrientationPatient?: readonly number[];
  readonly reads: readonly string[];
  readonly limits: readonly Text[];
  readonly rejection?: Rejection;
}

/** @throws RuntimeError `not-found` */
export async function readDraftPage(context: AccessContext, transaction: Transaction, runtime: Runtime, id: string): Promise<DraftPage> {
  requirePermission(context, 'draft.read');
  const task = await readTask(context, transaction, id);
  if (task.status === 'shadow' || task.status === 'withdrawn' || task.state === 'shadow')
    throw new RuntimeError('not-found', `Task/${id} does not exist`);
  const service = runtime.serviceNamed(task.service);
  const names = await readNames(context, transaction, { patients: [task.patient], organizations: [task.organization] });
  const signatures = (await signaturesOf(context, transaction, [id])).get(id) ?? [];
  const { draft } = task;
  const resources = draft ? await readDraft(context, transaction, draft) : [];
  const report = resources.find((resource): resource is DiagnosticReport & { id: string } => resource.resourceType === 'DiagnosticReport');
  const provenance =
    draft && draft.resources.length > 0 ? await readResource<Provenance>(context, transaction, 'Provenance', draft.provenance) : undefined;
  const dicom = (modality: string) => {
    const found = draft?.dicom.find((object) => object.modality === modality);
    if (!found) return undefined;
    const { digest: _digest, modality: _modality, ...rest } = found;
    return rest;
  };
  const [segmentation, keyImage] = [dicom('SEG'), dicom('OT')];
  await recordAudit(context, transaction, [{ action: 'R', entity: `Task/${id}`, patient: task.patient ?? undefined }]);
  return {
    ...worklistItem(context, task, service, signatures, names),
    ...(report && { report }),
    observations: resources.filter((resource): resource is Observation & { id: string } => resource.resourceType === 'Observation'),
    resources,
    ...(segmentation && { segmentation }),
    ...(keyImage && { keyImage }),
    edits: await editsOf(context, transaction, id),
    ...(provenance && { provenance }),
    ...(draft?.imageOrientationPatient && { imageOrientationPatient: draft.imageOrientationPatient }),
    reads: service?.manifest.reads ?? [],
    limits: limitsOf(service?.card),
    ...(task.rejection && { rejection: task.rejection }),
  };
}
