-- One row a study, made with its first instance that belongs to a patient. `header` is the DICOM JSON of the patient's and
-- the study's attributes; the columns beside it are what QIDO-RS matches.
CREATE TABLE archive.study (
  consortium text NOT NULL,
  study_uid text NOT NULL,
  organization text NOT NULL,
  patient text NOT NULL,
  imaging_study text NOT NULL, -- id of the ImagingStudy in the record
  study_date text,
  study_time text,
  accession_number text,
  study_id text,
  description text,
  referring_physician text,
  patient_id text,
  issuer_of_patient_id text,
  patient_name text, -- component groups joined by '=', lower case
  patient_birth_date text,
  patient_sex text,
  header text NOT NULL,
  PRIMARY KEY (consortium, study_uid)
);
CREATE INDEX ON archive.study (consortium, study_date DESC, study_uid);
CREATE INDEX ON archive.study (consortium, patient_id);
CREATE INDEX ON archive.study (consortium, accession_number);
CREATE INDEX ON archive.study (consortium, patient);

CREATE TABLE archive.series (
  consortium text NOT NULL,
  study_uid text NOT NULL,
  series_uid text NOT NULL,
  organization text NOT NULL,
  patient text NOT NULL,
  modality text,
  number integer,
  description text,
  body_part text,
  performed_date text,
  performed_time text,
  header text NOT NULL,
  PRIMARY KEY (consortium, study_uid, series_uid),
  FOREIGN KEY (consortium, study_uid) REFERENCES archive.study
);

-- What waits for a person: an identity that contradicts the record, a study that would have two patients, or other
-- content under a SOP Instance UID that is taken. One open row for one question, however many instances it concerns.
CREATE TABLE archive.conflict (
  consortium text NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  organization text NOT NULL,
  patient text, -- whom the identifier points to, or whose study it is
  kind text NOT NULL CHECK (kind IN ('patient-identity', 'study-patient', 'instance-content')),
  question text NOT NULL, -- the same question has the same text
  reason text NOT NULL,
  identity jsonb NOT NULL, -- issuer, id, name and birth date as received
  study_uid text NOT NULL,
  sop_uid text,
  received jsonb, -- of 'instance-content': the row that the later copy would have
  opened_at timestamptz NOT NULL DEFAULT now(),
  resolved_at timestamptz,
  resolved_by text,
  resolution jsonb,
  PRIMARY KEY (consortium, id)
);
CREATE UNIQUE INDEX ON archive.conflict (consortium, question) WHERE resolved_at IS NULL;

-- What a person decided about an identity: the next object that carries it is not asked about again.
CREATE TABLE archive.identity (
  consortium text NOT NULL,
  identity_key text NOT NULL,
  organization text NOT NULL,
  patient text NOT NULL,
  PRIMARY KEY (consortium, identity_key)
);

-- One row an instance; metadata are answered from `header` (DICOM JSON) alone. No row names a file that is not durable.
CREATE TABLE archive.instance (
  consortium text NOT NULL,
  sop_uid text NOT NULL,
  sop_class text NOT NULL,
  study_uid text NOT NULL,
  series_uid text NOT NULL,
  organization text NOT NULL,
  patient text, -- null while a conflict is open
  conflict bigint,
  digest text NOT NULL, -- SHA-256 of the file, and its name
  data_set_digest text NOT NULL, -- SHA-256 of what follows the meta header: the same object sent another way has the same
  transfer_syntax text NOT NULL,
  size bigint NOT NULL,
  instance_number integer,
  number_of_frames integer,
  simulated boolean NOT NULL DEFAULT false,
  draft boolean NOT NULL DEFAULT false,
  announced boolean NOT NULL DEFAULT false, -- the ImagingStudy in the record tells of it
  received_from text NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  header text NOT NULL,
  PRIMARY KEY (consortium, sop_uid),
  CHECK ((patient IS NULL) = (conflict IS NOT NULL)),
  FOREIGN KEY (consortium, conflict) REFERENCES archive.conflict
);
CREATE INDEX ON archive.instance (consortium, study_uid, series_uid, instance_number);
CREATE INDEX ON archive.instance (consortium, study_uid) WHERE NOT announced AND NOT draft AND conflict IS NULL;
CREATE INDEX ON archive.instance (consortium, conflict) WHERE conflict IS NOT NULL;
CREATE INDEX ON archive.instance (consortium, series_uid);
CREATE INDEX ON archive.instance (consortium, digest);

ALTER TABLE archive.study ENABLE ROW LEVEL SECURITY;
ALTER TABLE archive.series ENABLE ROW LEVEL SECURITY;
ALTER TABLE archive.conflict ENABLE ROW LEVEL SECURITY;
ALTER TABLE archive.identity ENABLE ROW LEVEL SECURITY;
ALTER TABLE archive.instance ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON archive.study USING (consortium = current_setting('consilium.consortium', true));
CREATE POLICY tenant ON archive.series USING (consortium = current_setting('consilium.consortium', true));
CREATE POLICY tenant ON archive.conflict USING (consortium = current_setting('consilium.consortium', true));
CREATE POLICY tenant ON archive.identity USING (consortium = current_setting('consilium.consortium', true));
CREATE POLICY tenant ON archive.instance USING (consortium = current_setting('consilium.consortium', true));
