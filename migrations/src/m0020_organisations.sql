-- Organisations as reference data: codes, what they are also called and counted as.

-- Gotland is one organisation, counted as municipality and as region
ALTER TABLE organisation ADD COLUMN counted_as text;
CREATE UNIQUE INDEX organisation_code ON organisation (kind, code) WHERE code IS NOT NULL;

-- what it is also called, or was called before: found by it, never shown instead of the name
CREATE TABLE organisation_alias (
  organisation_id {uuid} NOT NULL REFERENCES organisation (id),
  alias text NOT NULL,
  alias_folded text NOT NULL,
  PRIMARY KEY (organisation_id, alias_folded)
);
CREATE INDEX organisation_alias_folded ON organisation_alias (alias_folded);
