import { DRAFT_MODALITIES, DRAFT_TYPES, type Manifest, type Text } from '@consilium/contract';
import { readDataSet } from '@consilium/dicom';
import { AIAST, HTEST, mapReferences, patientOf, validateResource } from '@consilium/fhir';
import type { FhirResource } from 'fhir/r4.js';
import type { RawDicom } from '../sandbox/sandbox.ts';
import type { Priority } from '../task/task.ts';
import { invalid, type RawDraft, requireArray, requireText } from './read-result.ts';

/** What a draft may be about and point to. */
export interface DraftScope {
  readonly patient: string | undefined;
  readonly simulated: boolean;
  /** References besides the draft's own entries and the patient: the input. */
  readonly references: ReadonlySet<string>;
  /** Study and Patient ID of the images, where the draft is about images. */
  readonly study?: { readonly studyInstanceUid: string; readonly patientId: string; readonly seriesInstanceUids: ReadonlySet<string> };
  readonly device: string;
  readonly state: 'research' | 'active' | 'shadow';
  /** Id for an entry's `fullUrl`. */
  readonly idOf: (fullUrl: string) => string;
}

export interface CheckedDicom {
  readonly studyInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly sopInstanceUid: string;
  readonly modality: string;
  readonly bytes: Uint8Array;
  readonly segments?: readonly { readonly number: number; readonly label: Text }[];
}

/** A draft as the platform files it: status, label and ids are the platform's own. */
export interface CheckedDraft {
  readonly summary: Text;
  readonly priority: Priority;
  readonly checks: readonly Text[];
  readonly resources: readonly (FhirResource & { readonly id: string })[];
  readonly dicom: readonly CheckedDicom[];
  readonly imageOrientationPatient?: readonly number[];
}

const MOST = { resources: 200, dicom: 50, checks: 20, resourceBytes: 512 * 1024 };
/** Elements by which a service could claim that a person made or approved what it wrote. */
const CLAIMS = ['performer', 'resultsInterpreter', 'attester', 'authenticator', 'custodian', 'author', 'operator', 'text', 'implicitRules'];
/** Marks what an unregistered version wrote. */
export const RESEARCH_TAG = {
  system: 'urn:consilium:service-state',
  code: 'research',
  display: '研究用，不用于诊断 / Research use, not for diagnosis',
} as const;

/**
 * Checks what a service drafted against its manifest and its input, and makes of it what may be filed.
 * @throws RuntimeError `invalid-result`, naming the entry and what is wrong with it
 */
export function checkDraft(raw: RawDraft, dicom: readonly RawDicom[], manifest: Manifest, scope: DraftScope): CheckedDraft {
  const entries = requireArray(raw.resources, 'resources', MOST.resources) as readonly { fullUrl?: unknown; resource?: FhirResource }[];
  const urls = new Map<string, string>();
  for (const { fullUrl, resource } of entries) {
    if (typeof fullUrl !== 'string' || !/^urn:uuid:[0-9a-f-]{36}$/i.test(fullUrl))
      throw invalid(`fullUrl ${JSON.stringify(fullUrl)} must be urn:uuid: and a UUID`);
    if (urls.has(fullUrl)) throw invalid(`fullUrl ${fullUrl} is used twice`);
    urls.set(fullUrl, `${resource?.resourceType}/${scope.idOf(fullUrl)}`);
  }
  const resources = entries.map(({ fullUrl, resource }) => checkResource(resource, scope.idOf(fullUrl as string), urls, manifest, scope));
  const objects = requireArray(dicom, 'dicom', MOST.dicom).map((object) => checkDicom(object as RawDicom, manifest, scope));
  if (resources.length + objects.length === 0) throw invalid('the draft is empty: return decline with a reason instead');
  if (!['routine', 'urgent', 'stat'].includes(raw.priority as string)) throw invalid('priority must be routine, urgent or stat');
  const orientation = raw.imageOrientationPatient;
  if (
    orientation !== undefined &&
    !(Array.isArray(orientation) && orientation.length === 6 && orientation.every((n) => typeof n === 'number' && Math.abs(n) <= 1.001))
  )
    throw invalid('imageOrientationPatient must be six direction cosines');
  return {
    summary: requireText(raw.summary, 'summary'),
    priority: raw.priority as Priority,
    checks: requireArray(raw.checks ?? [], 'checks', MOST.checks).map((check) => requireText(check, 'checks')),
    resources,
    dicom: objects,
    ...(orientation !== undefined && { imageOrientationPatient: orientation as number[] }),
  };
}

function checkResource(
  resource: FhirResource | undefined,
  id: string,
  urls: ReadonlyMap<string, string>,
  manifest: Manifest,
  scope: DraftScope,
): FhirResource & { id: string } {
  const type = String(resource?.resourceType);
  const status = DRAFT_TYPES[type];
  if (!resource || !status || !manifest.drafts.includes(type))
    throw invalid(`${type} may not be drafted: the manifest names ${manifest.drafts.join(', ')}`);
  if (JSON.stringify(resource).length > MOST.resourceBytes) throw invalid(`${type} is larger than ${MOST.resourceBytes / 1024} kB`);
  refuseSmuggled(resource, type);
  const rest = Object.fromEntries(
    Object.entries(resource).filter(
      ([name]) => !CLAIMS.includes(name.replace(/^_/, '')) && name !== 'meta' && name !== 'id' && name !== 'resourceType',
    ),
  );
  const labelled = {
    resourceType: type,
    id,
    meta: {
      source: `urn:consilium:service:${manifest.name}:${manifest.version}`,
      security: [AIAST],
      ...(scope.simulated || scope.state !== 'active'
        ? { tag: [...(scope.simulated ? [HTEST] : []), ...(scope.state !== 'active' ? [RESEARCH_TAG] : [])] }
        : {}),
    },
    ...rest,
    [status.element]: status.draft,
    ...(type === 'Observation' && { device: { reference: `Device/${scope.device}` } }),
    ...((type === 'Composition' || type === 'DocumentReference') && { author: [{ reference: `Device/${scope.device}` }] }),
  } as unknown as FhirResource & { id: string };
  const mapped = mapReferences(labelled, (reference) => {
    const own = urls.get(reference);
    if (own) return own;
    const local = reference.replace(/\/_history\/\d+$/, '');
    if (
      reference.startsWith('#') ||
      reference === `Device/${scope.device}` ||
      reference === `Patient/${scope.patient}` ||
      scope.references.has(local)
    )
      return reference;
    throw invalid(`${type} refers to ${reference.slice(0, 100)}: only its own entries, the patient and the input may be referred to`);
  });
  const patient = patientOf(mapped);
  if (patient !== scope.patient)
    throw invalid(
      `${type} is about ${patient ? `Patient/${patient}` : 'no patient'} instead of ${scope.patient ? `Patient/${scope.patient}` : 'no patient'}`,
    );
  const errors = validateResource(mapped).filter(({ severity }) => severity === 'error');
  if (errors.length > 0)
    throw invalid(
      errors
        .map(({ expression, diagnostics }) => `${expression}: ${diagnostics}`)
        .slice(0, 5)
        .join('; '),
    );
  return mapped;
}

/** Elements of type Attachment, which hold an address. */
const ATTACHMENTS = ['content', 'attachment', 'presentedForm', 'valueAttachment'];

/** What a draft may not carry inside: other resources, elements that turn the meaning of others round, addresses elsewhere. */
function refuseSmuggled(value: unknown, type: string, element = ''): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) refuseSmuggled(item, type, element);
    return;
  }
  for (const [name, item] of Object.entries(value)) {
    if (name === 'contained' || name === 'modifierExtension')
      throw invalid(`${type} holds ${name}: write resources as entries of their own, and facts as elements`);
    if (name === 'url' && ATTACHMENTS.includes(element) && !(typeof item === 'string' && item.startsWith('/dicom-web/studies/')))
      throw invalid(`${type} links to ${String(item).slice(0, 100)}: only images of this archive, /dicom-web/studies/…, may be linked to`);
    refuseSmuggled(item, type, name);
  }
}

function checkDicom({ sopInstanceUid, modality, bytes }: RawDicom, manifest: Manifest, { study }: DraftScope): CheckedDicom {
  if (!manifest.drafts.includes(modality) || !DRAFT_MODALITIES.includes(modality))
    throw invalid(
      `DICOM objects of modality ${String(modality).slice(0, 16)} may not be drafted: the manifest names ${manifest.drafts.join(', ')}`,
    );
  if (!study) throw invalid('DICOM objects can be drafted only from a series');
  const dataSet = read(bytes);
  const text = (keyword: string): string => dataSet.text(keyword) ?? '';
  if (text('SOPInstanceUID') !== sopInstanceUid)
    throw invalid(`a DICOM object says it is ${text('SOPInstanceUID')}, the draft says ${String(sopInstanceUid).slice(0, 64)}`);
  if (text('Modality') !== modality) throw invalid(`a DICOM object has modality ${text('Modality')}, the draft says ${modality}`);
  if (text('StudyInstanceUID') !== study.studyInstanceUid)
    throw invalid(`a DICOM object belongs to another study, ${text('StudyInstanceUID')}`);
  if (text('PatientID') !== study.patientId) throw invalid('a DICOM object names another patient than the images do');
  const seriesInstanceUid = text('SeriesInstanceUID');
  if (study.seriesInstanceUids.has(seriesInstanceUid))
    throw invalid('a DICOM object claims to be part of a received series: give it a series of its own');
  const segments =
    modality === 'SEG'
      ? (dataSet.items('SegmentSequence') ?? []).map((item) => ({
          number: item.number('SegmentNumber') ?? 0,
          label: label(item.text('SegmentLabel') ?? ''),
        }))
      : undefined;
  return { studyInstanceUid: study.studyInstanceUid, seriesInstanceUid, sopInstanceUid, modality, bytes, ...(segments && { segments }) };
}

/** Some kilobytes of a deflated object can fill the memory; the meta header that names the syntax stands at the start. */
const DEFLATED = '1.2.840.10008.1.2.1.99';

function read(bytes: Uint8Array): ReturnType<typeof readDataSet> {
  if (Buffer.from(bytes.subarray(0, 4096)).toString('latin1').includes(DEFLATED))
    throw invalid('a DICOM object is deflated: write explicit VR little endian');
  try {
    return readDataSet(bytes, { untilPixelData: true });
  } catch (error) {
    throw invalid(`a DICOM object cannot be read: ${(error as Error).message}`);
  }
}

/** `海马前部 / Anterior hippocampus` in a segment's label gives both languages. */
function label(text: string): Text {
  const [zh = text, en = zh] = text.split(/\s*\/\s*/);
  return { zh, en };
}
