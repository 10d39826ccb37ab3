-- One run of a service, from its trigger to its end; shown as a FHIR Task of the same id.
CREATE TABLE runtime.task (
  consortium text NOT NULL,
  id uuid NOT NULL,
  key text NOT NULL, -- what makes it the same run: service, version and content of its input
  organization text NOT NULL,
  patient text, -- null: about no single patient
  service text NOT NULL,
  version text NOT NULL,
  trigger jsonb NOT NULL, -- ids, versions and digests of the input, enough to assemble it again
  status text NOT NULL CHECK (status IN
    ('queued', 'running', 'awaiting-signature', 'awaiting-review', 'signed', 'rejected', 'declined', 'failed', 'withdrawn', 'shadow')),
  state text, -- what the registry said when the run ended: research, active or shadow
  priority text NOT NULL DEFAULT 'routine' CHECK (priority IN ('routine', 'urgent', 'stat')),
  attempts integer NOT NULL DEFAULT 0,
  share real, -- of the work done while running
  summary jsonb, -- { zh, en }: the draft's line, the decline's reason or the failure's
  checks jsonb NOT NULL DEFAULT '[]',
  draft jsonb, -- what was filed, see src/task/task.ts
  rejection jsonb,
  isolation text,
  arrived_at timestamptz NOT NULL,
  queued_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz, -- drafted, declined or failed
  closed_at timestamptz, -- signed by all, or rejected
  PRIMARY KEY (consortium, id),
  UNIQUE (consortium, key)
);
CREATE INDEX task_by_age ON runtime.task (consortium, queued_at DESC);
CREATE INDEX task_by_series ON runtime.task (consortium, (trigger ->> 'seriesInstanceUid'));

CREATE TABLE runtime.signature (
  consortium text NOT NULL,
  organization text NOT NULL,
  patient text,
  task uuid NOT NULL,
  step integer NOT NULL, -- 0 for the first
  role text NOT NULL,
  user_id text NOT NULL,
  practitioner text NOT NULL,
  display text NOT NULL,
  digest text NOT NULL, -- SHA-256 of the content that was signed
  signed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consortium, task, step),
  UNIQUE (consortium, task, user_id), -- never the same person twice
  FOREIGN KEY (consortium, task) REFERENCES runtime.task
);

CREATE TABLE runtime.edit (
  consortium text NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  organization text NOT NULL,
  patient text,
  task uuid NOT NULL,
  resource text NOT NULL,
  path text NOT NULL,
  old_value text NOT NULL,
  new_value text NOT NULL,
  reason_code text NOT NULL,
  reason_text text,
  user_id text NOT NULL,
  practitioner text NOT NULL,
  display text NOT NULL,
  edited_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consortium, id),
  FOREIGN KEY (consortium, task) REFERENCES runtime.task
);
CREATE INDEX edit_by_task ON runtime.edit (consortium, task);

ALTER TABLE runtime.task ENABLE ROW LEVEL SECURITY;
ALTER TABLE runtime.signature ENABLE ROW LEVEL SECURITY;
ALTER TABLE runtime.edit ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON runtime.task USING (consortium = current_setting('consilium.consortium', true));
CREATE POLICY tenant ON runtime.signature USING (consortium = current_setting('consilium.consortium', true));
CREATE POLICY tenant ON runtime.edit USING (consortium = current_setting('consilium.consortium', true));
REVOKE UPDATE, DELETE ON runtime.signature, runtime.edit FROM consilium_application;
