import type { DicomJson, DicomJsonElement } from './dicom-json.ts';
import { element } from './write-part10.ts';

/** Patient and study modules: what an object derived from images has in common with them. @see PS3.3 sections C.7.1 and C.7.2 */
const PATIENT_AND_STUDY = [
  '00080020',
  '00080030',
  '00080050',
  '00080090',
  '00081030',
  '00100010',
  '00100020',
  '00100021',
  '00100022',
  '00100024',
  '00100030',
  '00100032',
  '00100040',
  '00101001',
  '00101010',
  '00101020',
  '00101030',
  '00102160',
  '00104000',
  '00120062',
  '00120063',
  '00120064',
  '0020000D',
  '00200010',
];
/** Elements that must be present, be it without a value (type 2). */
const TYPE_2 = ['00080020', '00080030', '00080050', '00080090', '00100010', '00100020', '00100030', '00100040', '00200010'];

/** The patient and the study of a source image, for an object derived from it. What the source leaves out is present and empty. */
export function patientAndStudy(source: DicomJson): DicomJson {
  const copied: DicomJson = {};
  for (const tag of TYPE_2) copied[tag] = element(tag);
  for (const tag of PATIENT_AND_STUDY) if (source[tag]) copied[tag] = source[tag] as DicomJsonElement;
  return copied;
}

/** The device that made an object. @see PS3.3 sections C.7.5.1 and C.7.5.2 */
export interface Device {
  readonly manufacturer: string;
  readonly model: string;
  readonly version: string;
  readonly serial: string;
}
export const equipment = (device: Device): DicomJson => ({
  '00080070': element('00080070', device.manufacturer),
  '00081090': element('00081090', device.model),
  '00181000': element('00181000', device.serial),
  '00181020': element('00181020', device.version),
});

/** Date and time of a DICOM object. */
export interface DicomInstant {
  /** `YYYYMMDD` */
  readonly date: string;
  /** `HHMMSS` */
  readonly time: string;
}
/**
 * When the content of an object came to be: as given (ISO 8601, its local part as written), else when the source was taken, so
 * that the same input gives the same bytes.
 */
export function contentInstant(stated: string | undefined, source: DicomJson): DicomInstant {
  const parts = stated?.match(/^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}))?)?/);
  if (parts) return { date: `${parts[1]}${parts[2]}${parts[3]}`, time: `${parts[4] ?? '00'}${parts[5] ?? '00'}${parts[6] ?? '00'}` };
  for (const [dateTag, timeTag] of [
    ['00080023', '00080033'],
    ['00080022', '00080032'],
    ['00080021', '00080031'],
    ['00080020', '00080030'],
  ] as const) {
    const date = source[dateTag]?.Value?.[0];
    const time = source[timeTag]?.Value?.[0];
    if (typeof date === 'string' && /^\d{8}$/.test(date))
      return { date, time: typeof time === 'string' && /^\d{6}/.test(time) ? time.slice(0, 6) : '000000' };
  }
  return { date: '19000101', time: '000000' };
}

/** A code of a coding scheme, such as `SCT` (SNOMED CT), `DCM`, `UCUM`. */
export interface Code {
  readonly value: string;
  readonly scheme: string;
  readonly meaning: string;
}
export const codeItem = (code: Code): DicomJson => ({
  '00080100': element('00080100', code.value),
  '00080102': element('00080102', code.scheme),
  '00080104': element('00080104', code.meaning),
});
export const codeSequence = (tag: string, code: Code): DicomJson => ({ [tag]: { vr: 'SQ', Value: [codeItem(code)] } });
