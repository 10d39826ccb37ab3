import type { AccessContext } from '@consilium/access';
import type { Text } from '@consilium/contract';
import type { InstalledService } from '../services/discover.ts';
import { maySign, nextStep } from '../sign-off/next-step.ts';
import type { Priority, Signature, Task, TaskStatus } from '../task/task.ts';
import type { Names } from './names.ts';

/** A row of the worklist, as pages get it. */
export interface WorklistItem {
  readonly id: string;
  readonly status: Exclude<TaskStatus, 'withdrawn' | 'shadow'>;
  /** The caller may do the next step. */
  readonly mine: boolean;
  readonly priority: Priority;
  readonly patient?: {
    readonly id: string;
    readonly name: string;
    readonly gender?: string;
    readonly birthDate?: string;
    readonly simulated: boolean;
  };
  readonly study?: {
    readonly studyInstanceUid: string;
    readonly seriesInstanceUid: string;
    readonly description: string;
    readonly modality: string;
    readonly accessionNumber?: string;
    readonly started?: string;
  };
  readonly service: {
    readonly name: string;
    readonly version: string;
    readonly title: Text;
    readonly deviceClass: string;
    readonly state: 'research' | 'active' | 'shadow';
  };
  readonly summary: Text;
  readonly checks: readonly Text[];
  readonly organization: { readonly id: string; readonly name: string };
  readonly arrivedAt: string;
  readonly draftedAt?: string;
  /** From the arrival of the input to the end of the run. */
  readonly seconds?: number;
  /** Share of the work done while running, 0..1. */
  readonly share?: number;
  readonly isolation?: string;
  readonly signatures: readonly {
    readonly role: string;
    readonly practitioner?: { readonly id: string; readonly name: string };
    readonly at?: string;
  }[];
}

const WAITING: Text = { zh: '等待运行', en: 'waiting to run' };
const RUNNING: Text = { zh: '正在运行', en: 'running' };

export function worklistItem(
  context: AccessContext,
  task: Task,
  service: InstalledService | undefined,
  signatures: readonly Signature[],
  names: Names,
): WorklistItem {
  const { trigger } = task;
  const roles = service?.manifest.signatures ?? signatures.map(({ role }) => role);
  const patient = task.patient ? names.patient(task.patient) : undefined;
  const drafted = task.ended_at;
  return {
    id: task.id,
    status: task.status as WorklistItem['status'],
    mine: service !== undefined && maySign(context, nextStep(service.manifest, task, signatures), signatures),
    priority: task.priority,
    ...(patient && { patient }),
    ...(trigger.kind === 'series' && {
      study: {
        studyInstanceUid: trigger.studyInstanceUid,
        seriesInstanceUid: trigger.seriesInstanceUid,
        description: trigger.description ?? '',
        modality: trigger.modality,
        ...(trigger.accessionNumber && { accessionNumber: trigger.accessionNumber }),
        ...(trigger.started && { started: trigger.started }),
      },
    }),
    service: {
      name: task.service,
      version: task.version,
      title: service?.manifest.title ?? { zh: task.service, en: task.service },
      deviceClass: service?.manifest.deviceClass ?? 'none',
      state: task.state ?? 'research',
    },
    summary: task.summary ?? (task.status === 'queued' ? WAITING : RUNNING),
    checks: task.checks,
    organization: { id: task.organization, name: names.organization(task.organization) },
    arrivedAt: task.arrived_at.toISOString(),
    ...(drafted && { draftedAt: drafted.toISOString(), seconds: Math.round((drafted.getTime() - task.arrived_at.getTime()) / 100) / 10 }),
    ...(task.share !== null && { share: task.share }),
    ...(task.isolation && { isolation: task.isolation }),
    signatures: roles.map((role, step) => {
      const signature = signatures[step];
      return {
        role,
        ...(signature && { practitioner: { id: signature.practitioner, name: signature.display }, at: signature.signed_at.toISOString() }),
      };
    }),
  };
}
