-- The record: current resources, their search values, and every version.
--
-- Search values stand in side tables under B-trees, one row a value, and not in arrays under GIN: PostgreSQL uses a condition
-- for an index scan below row-level security only if its operator is leakproof. `=`, `<` on text, bigint and timestamptz are,
-- `@>` on arrays is not, so that a GIN index would never be used by the application's role.

CREATE SEQUENCE record.row_number;

CREATE TABLE record.resource (
  rid bigint PRIMARY KEY, -- from record.row_number: the default order of a search
  consortium text COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  last_updated timestamptz NOT NULL,
  deleted boolean NOT NULL,
  draft boolean NOT NULL,
  organization text COLLATE "C",
  patient text COLLATE "C",
  lo timestamptz NOT NULL, -- start of the type's primary date, -infinity without one
  doc text, -- exactly what a reader gets; null when deleted
  UNIQUE (consortium, type, id)
);
CREATE INDEX resource_by_row ON record.resource (consortium, type, rid);
CREATE INDEX resource_by_date ON record.resource (consortium, type, lo, rid);
CREATE INDEX resource_by_update ON record.resource (consortium, type, last_updated, rid);
CREATE INDEX resource_by_patient ON record.resource (consortium, patient, rid) WHERE patient IS NOT NULL;

-- token and uri parameters; `patient` and `lo` only on rows of the type's primary code, for "this patient's values of this code, newest first"
CREATE TABLE record.token (
  consortium text COLLATE "C" NOT NULL,
  param text COLLATE "C" NOT NULL, -- such as Observation.code
  code text COLLATE "C" NOT NULL,
  system text COLLATE "C" NOT NULL, -- empty: without a system
  patient text COLLATE "C",
  lo timestamptz NOT NULL,
  rid bigint NOT NULL
);
CREATE INDEX token_by_code ON record.token (consortium, param, code, patient, lo, rid);
CREATE INDEX token_by_row ON record.token (rid);

CREATE TABLE record.reference (
  consortium text COLLATE "C" NOT NULL,
  param text COLLATE "C" NOT NULL,
  target_type text COLLATE "C" NOT NULL, -- empty: target_id holds an absolute or canonical URL
  target_id text COLLATE "C" NOT NULL,
  lo timestamptz NOT NULL,
  rid bigint NOT NULL
);
CREATE INDEX reference_by_target ON record.reference (consortium, param, target_id, target_type, lo, rid);
CREATE INDEX reference_by_row ON record.reference (rid);

CREATE TABLE record.date (
  consortium text COLLATE "C" NOT NULL,
  param text COLLATE "C" NOT NULL,
  lo timestamptz NOT NULL,
  hi timestamptz NOT NULL,
  rid bigint NOT NULL
);
CREATE INDEX date_by_start ON record.date (consortium, param, lo, hi, rid);
CREATE INDEX date_by_row ON record.date (rid);

CREATE TABLE record.string (
  consortium text COLLATE "C" NOT NULL,
  param text COLLATE "C" NOT NULL,
  value text COLLATE "C" NOT NULL, -- normalised
  rid bigint NOT NULL
);
CREATE INDEX string_by_value ON record.string (consortium, param, value, rid);
CREATE INDEX string_by_row ON record.string (rid);

-- Every version, and the outbox: followers read it in the order of xid, seq.
CREATE TABLE record.history (
  seq bigint GENERATED ALWAYS AS IDENTITY,
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  consortium text COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  at timestamptz NOT NULL,
  deleted boolean NOT NULL,
  draft boolean NOT NULL,
  organization text COLLATE "C",
  patient text COLLATE "C",
  doc text,
  PRIMARY KEY (consortium, type, id, version)
);
CREATE INDEX history_by_commit ON record.history (consortium, xid, seq);
CREATE INDEX history_by_type ON record.history (consortium, type, seq);
REVOKE UPDATE, DELETE ON record.history FROM consilium_application;

CREATE FUNCTION record.announce() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('record', current_setting('consilium.consortium', true));
  RETURN NULL;
END $$;
CREATE TRIGGER announce AFTER INSERT ON record.history FOR EACH STATEMENT EXECUTE FUNCTION record.announce();

-- How far each follower has read.
CREATE TABLE record.cursor (
  consortium text COLLATE "C" NOT NULL,
  consumer text COLLATE "C" NOT NULL,
  xid xid8 NOT NULL,
  seq bigint NOT NULL,
  PRIMARY KEY (consortium, consumer)
);

-- What an import made of an entry that has no identifier, by the entry's fullUrl: importing twice changes nothing.
CREATE TABLE record.import_key (
  consortium text COLLATE "C" NOT NULL,
  source_key text COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  digest text COLLATE "C" NOT NULL, -- SHA-256 of the entry as it was sent
  PRIMARY KEY (consortium, source_key)
);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['resource', 'token', 'reference', 'date', 'string', 'history', 'cursor', 'import_key'] LOOP
    EXECUTE format('ALTER TABLE record.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON record.%I USING (consortium = current_setting(''consilium.consortium'', true))', name);
  END LOOP;
END $$;
