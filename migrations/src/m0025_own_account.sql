-- Forgotten passwords, and addresses that wait to be shown to be one's own.

CREATE TABLE password_reset (
  id {uuid} PRIMARY KEY,
  address text NOT NULL,
  token_hash text NOT NULL UNIQUE,
  created_at {instant} NOT NULL,
  expires_at {instant} NOT NULL,
  used_at {instant}
);
CREATE INDEX password_reset_age ON password_reset (created_at);

CREATE TABLE address_claim (
  id {uuid} PRIMARY KEY,
  person_id {uuid} NOT NULL REFERENCES person (id),
  address text NOT NULL,
  shown text NOT NULL,
  token_hash text NOT NULL UNIQUE,
  created_at {instant} NOT NULL,
  expires_at {instant} NOT NULL,
  used_at {instant}
);
CREATE INDEX address_claim_person ON address_claim (person_id);
