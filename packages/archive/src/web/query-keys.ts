/** Query levels, from the whole to the part. */
export type Level = 'study' | 'series' | 'instance';

/** How a key is compared. @see DICOM PS3.4 section C.2.2.2 */
type Matching = 'uid' | 'text' | 'name' | 'date' | 'time' | 'integer' | 'modalities';

export interface Key {
  readonly keyword: string;
  readonly tag: string;
  readonly level: Level;
  readonly matching: Matching;
  /** SQL expression over `study`, `series` and `instance`. */
  readonly column: string;
}

/** What QIDO-RS matches; anything else is answered with 400, never ignored. @see DICOM PS3.18 section 10.6.1.2.1 */
export const KEYS: readonly Key[] = [
  { keyword: 'StudyInstanceUID', tag: '0020000D', level: 'study', matching: 'uid', column: 'study.study_uid' },
  { keyword: 'StudyDate', tag: '00080020', level: 'study', matching: 'date', column: 'study.study_date' },
  { keyword: 'StudyTime', tag: '00080030', level: 'study', matching: 'time', column: 'study.study_time' },
  { keyword: 'AccessionNumber', tag: '00080050', level: 'study', matching: 'text', column: 'study.accession_number' },
  { keyword: 'ModalitiesInStudy', tag: '00080061', level: 'study', matching: 'modalities', column: 'study.study_uid' },
  { keyword: 'ReferringPhysicianName', tag: '00080090', level: 'study', matching: 'name', column: 'study.referring_physician' },
  { keyword: 'StudyDescription', tag: '00081030', level: 'study', matching: 'text', column: 'study.description' },
  { keyword: 'PatientName', tag: '00100010', level: 'study', matching: 'name', column: 'study.patient_name' },
  { keyword: 'PatientID', tag: '00100020', level: 'study', matching: 'text', column: 'study.patient_id' },
  { keyword: 'IssuerOfPatientID', tag: '00100021', level: 'study', matching: 'text', column: 'study.issuer_of_patient_id' },
  { keyword: 'PatientBirthDate', tag: '00100030', level: 'study', matching: 'date', column: 'study.patient_birth_date' },
  { keyword: 'PatientSex', tag: '00100040', level: 'study', matching: 'text', column: 'study.patient_sex' },
  { keyword: 'StudyID', tag: '00200010', level: 'study', matching: 'text', column: 'study.study_id' },
  { keyword: 'SeriesInstanceUID', tag: '0020000E', level: 'series', matching: 'uid', column: 'series.series_uid' },
  { keyword: 'Modality', tag: '00080060', level: 'series', matching: 'text', column: 'series.modality' },
  { keyword: 'SeriesNumber', tag: '00200011', level: 'series', matching: 'integer', column: 'series.number' },
  { keyword: 'SeriesDescription', tag: '0008103E', level: 'series', matching: 'text', column: 'series.description' },
  { keyword: 'BodyPartExamined', tag: '00180015', level: 'series', matching: 'text', column: 'series.body_part' },
  { keyword: 'PerformedProcedureStepStartDate', tag: '00400244', level: 'series', matching: 'date', column: 'series.performed_date' },
  { keyword: 'PerformedProcedureStepStartTime', tag: '00400245', level: 'series', matching: 'time', column: 'series.performed_time' },
  { keyword: 'SOPInstanceUID', tag: '00080018', level: 'instance', matching: 'uid', column: 'instance.sop_uid' },
  { keyword: 'SOPClassUID', tag: '00080016', level: 'instance', matching: 'uid', column: 'instance.sop_class' },
  { keyword: 'InstanceNumber', tag: '00200013', level: 'instance', matching: 'integer', column: 'instance.instance_number' },
];

export const keyOf = (name: string): Key | undefined => KEYS.find(({ keyword, tag }) => name === keyword || name.toUpperCase() === tag);
