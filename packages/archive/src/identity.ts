import type { DicomJson } from '@consilium/dicom';
import type { HumanName, Patient } from 'fhir/r4.js';
import { textOf } from './instance-header.ts';

/** Who an object says that its patient is. */
export interface Identity {
  readonly system: string;
  readonly patientId: string;
  /** Component groups joined by `=`, as received. */
  readonly name: string | undefined;
  /** YYYYMMDD. */
  readonly birthDate: string | undefined;
  readonly sex: string | undefined;
}

const ISSUER = '00100021';

/**
 * The identity in an object's header. A PatientID counts within its issuer, and within the sending organisation where the
 * object names none. An object without PatientID has a patient of its own, known by the study.
 */
export function identityOf(json: DicomJson, studyInstanceUid: string, organization: string): Identity {
  const patientId = textOf(json, '00100020')?.trim();
  const person = { name: textOf(json, '00100010'), birthDate: dateOf(textOf(json, '00100030')), sex: textOf(json, '00100040') };
  if (!patientId) return { system: 'urn:consilium:unidentified-study', patientId: studyInstanceUid, ...person };
  const issuer = universalIssuer(json) ?? textOf(json, ISSUER)?.trim();
  return { system: issuer ? asSystem(issuer) : `urn:consilium:patient-id:${organization}`, patientId, ...person };
}

/** Issuer of Patient ID Qualifiers Sequence (0010,0024): Universal Entity ID (0040,0032) where its type (0040,0033) is ISO or URI. */
function universalIssuer(json: DicomJson): string | undefined {
  const item = json['00100024']?.Value?.[0] as DicomJson | undefined;
  const type = item && textOf(item, '00400033');
  return item && (type === 'ISO' || type === 'URI') ? textOf(item, '00400032') : undefined;
}

function asSystem(issuer: string): string {
  if (/^[a-z][a-z0-9+.-]*:\S+$/i.test(issuer)) return issuer;
  if (/^[0-2](\.(0|[1-9]\d*))+$/.test(issuer)) return `urn:oid:${issuer}`;
  return `urn:consilium:patient-id:${encodeURIComponent(issuer)}`;
}

const dateOf = (text: string | undefined): string | undefined => {
  const digits = text?.replaceAll('.', '');
  return digits && /^\d{8}$/.test(digits) ? digits : undefined;
};

/** The same identity has the same key. */
export const identityKey = (identity: Identity): string =>
  JSON.stringify([identity.system, identity.patientId, normalisedGroups(identity.name), identity.birthDate ?? null]);

const normalise = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s^,.·・'-]+/g, '');
const normalisedGroups = (name: string | undefined): string[] => (name ?? '').split('=').map(normalise).filter(Boolean);

/** Han, kana and hangul on one side, letters on the other: names compare only within one script. */
const script = (text: string): 'ideographic' | 'alphabetic' =>
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(text) ? 'ideographic' : 'alphabetic';

/** How the record's names of a patient may be written in one string. */
function writings(name: HumanName): string[] {
  const given = (name.given ?? []).join('');
  const family = name.family ?? '';
  return [name.text ?? '', family + given, given + family].map(normalise).filter(Boolean);
}

/** Why an identity and a patient of the record cannot be taken for the same person without asking; undefined if they can. */
export function contradiction(identity: Identity, patient: Patient): string | undefined {
  const recorded = patient.birthDate?.replaceAll('-', '');
  if (identity.birthDate && recorded && !identity.birthDate.startsWith(recorded))
    return `birth date ${identity.birthDate} differs from ${patient.birthDate} in the record`;
  const received = normalisedGroups(identity.name);
  const known = (patient.name ?? []).flatMap(writings);
  if (received.length === 0 || known.length === 0) return undefined;
  const comparable = received.filter((group) => known.some((writing) => script(writing) === script(group)));
  if (comparable.length === 0)
    return identity.birthDate && recorded
      ? undefined
      : 'the names are in different scripts and no birth date confirms that it is the same person';
  const other = comparable.find((group) => !known.includes(group));
  return other === undefined ? undefined : 'the name differs from the one in the record';
}
