import type { Text } from '@consilium/contract';
import { HTEST } from '@consilium/fhir';
import type { Task as FhirTask } from 'fhir/r4.js';
import type { FiledDraft, Priority, Rejection, Task } from '../task/task.ts';

/** What of a task its FHIR form shows. */
export interface TaskView {
  readonly task: Pick<Task, 'id' | 'patient' | 'service' | 'version' | 'trigger' | 'arrived_at'>;
  readonly status: 'awaiting-signature' | 'awaiting-review' | 'signed' | 'rejected' | 'declined' | 'failed' | 'withdrawn';
  readonly priority: Priority;
  readonly title: Text;
  readonly device: string;
  readonly simulated: boolean;
  readonly reason?: Text;
  readonly draft?: FiledDraft;
  readonly rejection?: Pick<Rejection, 'code' | 'text'>;
}

const STATUS: Readonly<Record<TaskView['status'], FhirTask['status']>> = {
  'awaiting-signature': 'requested',
  'awaiting-review': 'in-progress',
  signed: 'completed',
  rejected: 'rejected',
  declined: 'cancelled',
  failed: 'failed',
  withdrawn: 'cancelled',
};
/** Hours within which a draft should be signed. */
const DUE_HOURS: Readonly<Record<Priority, number>> = { stat: 1, urgent: 4, routine: 24 };
export const REJECT_CODES = 'urn:consilium:reject-code';
const STATUS_CODES = 'urn:consilium:task-status';

/** The worklist row as a FHIR Task: what to sign, for whom, from which input. Says nothing of what was found. @see IHE AIW-I */
export function taskResource(view: TaskView): FhirTask & { id: string } {
  const { task, draft, reason, rejection, simulated } = view;
  const due = new Date(task.arrived_at.getTime() + DUE_HOURS[view.priority] * 3_600_000).toISOString();
  const text = (name: string) => ({ text: name });
  const source = task.trigger.kind === 'series' ? task.trigger : undefined;
  return {
    resourceType: 'Task',
    id: task.id,
    ...(simulated && { meta: { tag: [HTEST] } }),
    status: STATUS[view.status],
    businessStatus: { coding: [{ system: STATUS_CODES, code: view.status }] },
    ...(rejection
      ? { statusReason: { coding: [{ system: REJECT_CODES, code: rejection.code }], ...(rejection.text && { text: rejection.text }) } }
      : reason
        ? { statusReason: { text: `${reason.zh} / ${reason.en}` } }
        : {}),
    intent: 'proposal',
    priority: view.priority,
    code: { text: `${view.title.zh} / ${view.title.en}` },
    ...(draft && { focus: { reference: draft.report ?? draft.resources[0] ?? `Provenance/${draft.provenance}` } }),
    ...(task.patient && { for: { reference: `Patient/${task.patient}` } }),
    authoredOn: task.arrived_at.toISOString(),
    lastModified: new Date().toISOString(),
    requester: { reference: `Device/${view.device}`, display: `${task.service} ${task.version}` },
    restriction: { period: { end: due } },
    input: [
      { type: text('service'), valueString: `${task.service} ${task.version}` },
      ...(source
        ? [
            { type: text('ImagingStudy'), valueReference: { reference: `ImagingStudy/${source.imagingStudy.id}` } },
            { type: text('Study Instance UID'), valueOid: `urn:oid:${source.studyInstanceUid}` },
            { type: text('Series Instance UID'), valueOid: `urn:oid:${source.seriesInstanceUid}` },
          ]
        : []),
    ],
    ...(draft && {
      output: [
        ...draft.resources.map((reference) => ({ type: text(reference.split('/')[0] ?? ''), valueReference: { reference } })),
        ...draft.dicom.map(({ sopInstanceUid, modality }) => ({ type: text(modality), valueOid: `urn:oid:${sopInstanceUid}` })),
      ],
    }),
  };
}
