-- A version of a service as its folder described itself. Belongs to the installation, not to a consortium: no patient data.
CREATE TABLE registry.version (
  service text NOT NULL,
  version text NOT NULL,
  manifest jsonb NOT NULL,
  card jsonb NOT NULL,
  code_digest text NOT NULL,
  weights_digest text NOT NULL,
  device text NOT NULL, -- id of the Device resource in each consortium's record
  registered_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (service, version)
);

-- Every decision about a version in an organisation; the latest one counts. Nothing is ever changed or removed.
CREATE TABLE registry.state (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  consortium text NOT NULL,
  organization text NOT NULL, -- '*': every organisation that has no row of its own
  service text NOT NULL,
  version text NOT NULL,
  state text NOT NULL CHECK (state IN ('registered', 'shadow', 'research', 'active', 'suspended', 'retired')),
  reason text NOT NULL CHECK (reason <> ''),
  registration_number text,
  code_digest text NOT NULL, -- what was decided upon: other code or weights under the same version have no permission
  weights_digest text NOT NULL,
  decided_by text NOT NULL,
  decided_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (service, version) REFERENCES registry.version
);
CREATE INDEX state_latest ON registry.state (consortium, service, version, organization, id DESC);
ALTER TABLE registry.state ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON registry.state USING (consortium = current_setting('consilium.consortium', true));
REVOKE UPDATE, DELETE ON registry.state FROM consilium_application;
