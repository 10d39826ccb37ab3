import { createHash } from 'node:crypto';
import type { AccessContext } from '@consilium/access';
import { type Archive, instanceFiles } from '@consilium/archive';
import type { JobQueue, Transaction } from '@consilium/database';
import type { Change } from '@consilium/record';
import { RUNNABLE, stateFor } from '@consilium/registry';
import type { ImagingStudy } from 'fhir/r4.js';
import type { InstalledService } from '../services/discover.ts';
import { addTask } from '../task/add-task.ts';
import type { TaskTrigger } from '../task/task.ts';
import { withdrawSuperseded } from '../task/withdraw.ts';

/**
 * Queues a run for each series of a study that a service looks at and whose present content it has not been given yet.
 * Late images are other content: they start a new run, and what an earlier one drafted on fewer images is withdrawn unless signed.
 */
export async function onImagingStudy(
  context: AccessContext,
  transaction: Transaction,
  archive: Archive,
  queue: JobQueue,
  services: readonly InstalledService[],
  change: Change,
): Promise<void> {
  const study = change.resource as ImagingStudy;
  const studyInstanceUid = study.identifier?.find(({ system }) => system === 'urn:dicom:uid')?.value?.replace(/^urn:oid:/, '');
  if (!studyInstanceUid || !study.id) return;
  for (const series of study.series ?? []) {
    const modality = series.modality.code ?? '';
    for (const service of services) {
      const { trigger, name, version } = service.manifest;
      if (trigger.kind !== 'series' || !trigger.modality.includes(modality)) continue;
      const { state } = await stateFor(context, transaction, name, version, context.organization);
      if (!RUNNABLE.has(state)) continue;
      const files = await instanceFiles(context, transaction, archive, series.uid);
      if (files.length === 0) continue;
      const instancesDigest = createHash('sha256')
        .update(
          files
            .map(({ sopInstanceUid, digest }) => `${sopInstanceUid} ${digest}`)
            .sort()
            .join('\n'),
        )
        .digest('hex');
      const accessionNumber = study.identifier?.find(({ type }) => type?.coding?.some(({ code }) => code === 'ACSN'))?.value;
      const description = series.description ?? study.description;
      const started = series.started ?? study.started;
      const of: TaskTrigger = {
        kind: 'series',
        imagingStudy: { id: study.id, version: change.version },
        studyInstanceUid,
        seriesInstanceUid: series.uid,
        modality,
        ...(description && { description }),
        ...(accessionNumber && { accessionNumber }),
        ...(started && { started }),
        instancesDigest,
        instances: files.length,
      };
      const id = await addTask(context, transaction, queue, {
        service: name,
        version,
        organization: context.organization,
        patient: change.patient,
        trigger: of,
        key: ['series', series.uid, instancesDigest],
        arrivedAt: change.at,
        state,
      });
      if (id) await withdrawSuperseded(context, transaction, service, series.uid, id);
    }
  }
}
