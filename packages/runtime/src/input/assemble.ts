import { closeSync, openSync, readSync } from 'node:fs';
import type { AccessContext } from '@consilium/access';
import { type Archive, instanceFiles } from '@consilium/archive';
import type { PatientInput, SeriesRunInput } from '@consilium/contract';
import type { Transaction } from '@consilium/database';
import { readDataSet } from '@consilium/dicom';
import { readResource, readVersion, searchResources } from '@consilium/record';
import type { FhirResource, Patient, Resource } from 'fhir/r4.js';
import type { InstalledService } from '../services/discover.ts';
import type { Task } from '../task/task.ts';
import { project, typesOf } from './project.ts';

/** The input of one run, and what the draft may point to because of it. */
export interface AssembledInput {
  readonly input: unknown;
  /** References without version that a draft may use. */
  readonly references: ReadonlySet<string>;
  /** References with version, for the Provenance. */
  readonly versions: readonly string[];
  readonly study?: { readonly studyInstanceUid: string; readonly patientId: string; readonly seriesInstanceUids: ReadonlySet<string> };
}

/** Most resources of one type that a service is given besides the one that fired its trigger. */
const RECORD_LIMIT = 500;
const HEADER_BYTES = 2 * 2 ** 20;

/** Reads, under the service's own context, what its manifest declares and its trigger concerns; nothing else is reachable for it. */
export async function assembleInput(
  context: AccessContext,
  transaction: Transaction,
  archive: Archive,
  service: InstalledService,
  task: Task,
): Promise<AssembledInput> {
  const { trigger } = task;
  const { reads } = service.manifest;
  if (trigger.kind === 'schedule') return { input: { due: trigger.due }, references: new Set(), versions: [] };
  if (trigger.kind === 'request') return { input: { parameters: trigger.parameters }, references: new Set(), versions: [] };
  const patient = task.patient ? await patientInput(context, transaction, task.patient, reads) : { input: { id: '' }, versions: [] };
  if (trigger.kind === 'series') {
    const study = await readVersion<FhirResource>(
      context,
      transaction,
      'ImagingStudy',
      trigger.imagingStudy.id,
      String(trigger.imagingStudy.version),
    );
    const files = await instanceFiles(context, transaction, archive, trigger.seriesInstanceUid);
    const imagingStudy = project(study, reads);
    const input: SeriesRunInput = {
      series: {
        studyInstanceUid: trigger.studyInstanceUid,
        seriesInstanceUid: trigger.seriesInstanceUid,
        modality: trigger.modality,
        instances: files.map(({ sopInstanceUid, sopClassUid, path }) => ({ sopInstanceUid, sopClassUid, file: path })),
      },
      patient: patient.input,
      ...(imagingStudy && { imagingStudy }),
    };
    return {
      input,
      references: new Set([`ImagingStudy/${trigger.imagingStudy.id}`]),
      versions: [`ImagingStudy/${trigger.imagingStudy.id}/_history/${trigger.imagingStudy.version}`, ...patient.versions],
      study: {
        studyInstanceUid: trigger.studyInstanceUid,
        patientId: files[0] ? patientIdOf(files[0].path) : '',
        seriesInstanceUids: new Set(((study as { series?: { uid: string }[] }).series ?? []).map(({ uid }) => uid)),
      },
    };
  }
  const resource = await readVersion<FhirResource>(
    context,
    transaction,
    trigger.type as FhirResource['resourceType'],
    trigger.id,
    String(trigger.version),
  );
  const record: Resource[] = [];
  const versions = [`${trigger.type}/${trigger.id}/_history/${trigger.version}`, ...patient.versions];
  for (const type of task.patient ? typesOf(reads) : []) {
    if (type === 'Patient') continue;
    const { resources } = await searchResources<FhirResource>(
      context,
      transaction,
      type as FhirResource['resourceType'],
      `patient=Patient/${task.patient}&_count=${RECORD_LIMIT}`,
    );
    for (const found of resources) {
      const given = project(found, reads);
      if (!given || (type === trigger.type && found.id === trigger.id)) continue;
      record.push(given);
      versions.push(`${type}/${found.id}/_history/${found.meta?.versionId}`);
    }
  }
  return {
    input: { resource: project(resource, reads), patient: patient.input, record },
    references: new Set([`${trigger.type}/${trigger.id}`, ...record.map(({ resourceType, id }) => `${resourceType}/${id}`)]),
    versions,
  };
}

async function patientInput(
  context: AccessContext,
  transaction: Transaction,
  id: string,
  reads: readonly string[],
): Promise<{ input: PatientInput; versions: readonly string[] }> {
  if (!typesOf(reads).includes('Patient')) return { input: { id }, versions: [] };
  const whole = await readResource<Patient>(context, transaction, 'Patient', id);
  const { birthDate, gender } = project(whole, reads) ?? whole;
  return {
    input: { id, ...(birthDate && { birthDate }), ...(gender && { gender }) },
    versions: [`Patient/${id}/_history/${whole.meta?.versionId}`],
  };
}

/** Patient ID in the header of a received file; only its beginning is read. */
function patientIdOf(path: string): string {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(HEADER_BYTES);
    const length = readSync(file, bytes, 0, HEADER_BYTES, 0);
    return readDataSet(bytes.subarray(0, length), { untilPixelData: true }).text('PatientID') ?? '';
  } finally {
    closeSync(file);
  }
}
