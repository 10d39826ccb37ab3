-- The tenants. Not under row-level security: which consortium a caller belongs to is found out here.
CREATE TABLE access.consortium (
  id text PRIMARY KEY CHECK (id ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- Names of the member organisations, as sign-in and worklists show them; their full description is the record's.
CREATE TABLE access.organization (
  consortium text NOT NULL REFERENCES access.consortium,
  id text NOT NULL,
  name jsonb NOT NULL,
  PRIMARY KEY (consortium, id)
);

CREATE TABLE access."user" (
  id text PRIMARY KEY,
  consortium text NOT NULL REFERENCES access.consortium,
  name text NOT NULL UNIQUE, -- unique over all consortia: at sign-in the name alone tells the tenant
  display_name jsonb NOT NULL,
  practitioner text NOT NULL,
  password_hash text NOT NULL,
  demo_password text, -- set for demonstration users only; they can do nothing unless demonstration mode is on
  disabled boolean NOT NULL DEFAULT false,
  tokens_from timestamptz NOT NULL DEFAULT '-infinity', -- tokens issued before this moment are void
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON access."user" (consortium);

CREATE TABLE access.membership (
  consortium text NOT NULL REFERENCES access.consortium,
  user_id text NOT NULL REFERENCES access."user" ON DELETE CASCADE,
  organization text NOT NULL,
  role text NOT NULL,
  position integer NOT NULL DEFAULT 0, -- order in which the roles were given; the first is the main one
  PRIMARY KEY (user_id, organization, role)
);

-- The calling AE title of a DICOM association decides for which organisation it speaks.
CREATE TABLE access.ae_title (
  ae_title text PRIMARY KEY CHECK (ae_title = btrim(ae_title) AND length(ae_title) BETWEEN 1 AND 16),
  consortium text NOT NULL REFERENCES access.consortium,
  organization text NOT NULL
);

CREATE TABLE access.audit (
  consortium text NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  organization text NOT NULL,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  actor_display text NOT NULL,
  roles text[] NOT NULL,
  purpose text NOT NULL,
  break_glass boolean NOT NULL,
  request_id text NOT NULL,
  action "char" NOT NULL CHECK (action IN ('C', 'R', 'U', 'D', 'E')),
  entity text NOT NULL,
  patient text,
  outcome text NOT NULL CHECK (outcome IN ('success', 'refused', 'failure')),
  detail text,
  PRIMARY KEY (consortium, id)
);
CREATE INDEX ON access.audit (consortium, patient, id) WHERE patient IS NOT NULL;
REVOKE UPDATE, DELETE, TRUNCATE ON access.audit FROM consilium_application;

-- A transaction of one consortium sees only its own rows; a transaction of the platform (no consortium set) sees all of
-- the tables that sign-in needs before it can know the consortium, but no audit.
ALTER TABLE access.organization ENABLE ROW LEVEL SECURITY;
ALTER TABLE access."user" ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.membership ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.ae_title ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.audit ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON access.organization USING (coalesce(current_setting('consilium.consortium', true), '') IN ('', consortium));
CREATE POLICY tenant ON access."user" USING (coalesce(current_setting('consilium.consortium', true), '') IN ('', consortium));
CREATE POLICY tenant ON access.membership USING (coalesce(current_setting('consilium.consortium', true), '') IN ('', consortium));
CREATE POLICY tenant ON access.ae_title USING (coalesce(current_setting('consilium.consortium', true), '') IN ('', consortium));
CREATE POLICY tenant ON access.audit USING (consortium = current_setting('consilium.consortium', true));

-- What the OpenID provider keeps: sessions, grants, codes, refresh tokens.
CREATE TABLE access.oidc_payload (
  kind text NOT NULL,
  id text NOT NULL,
  payload jsonb NOT NULL,
  grant_id text,
  user_code text,
  uid text,
  consumed_at timestamptz,
  expires_at timestamptz,
  PRIMARY KEY (kind, id)
);
CREATE INDEX ON access.oidc_payload (grant_id) WHERE grant_id IS NOT NULL;
CREATE INDEX ON access.oidc_payload (kind, uid) WHERE uid IS NOT NULL;
CREATE INDEX ON access.oidc_payload (kind, user_code) WHERE user_code IS NOT NULL;
CREATE INDEX ON access.oidc_payload (expires_at) WHERE expires_at IS NOT NULL;

-- Signing and cookie keys, made once: all servers on this database share them.
CREATE TABLE access.secret (
  name text PRIMARY KEY,
  value jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- Failed sign-ins by user name and address, and by address alone.
CREATE TABLE access.failed_sign_in (
  key text PRIMARY KEY,
  failures integer NOT NULL,
  last_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON access.failed_sign_in (last_at);
