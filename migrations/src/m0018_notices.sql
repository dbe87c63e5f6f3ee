-- Mails to an address that need not be a person's.

CREATE TABLE notice (
  id {uuid} PRIMARY KEY,
  address text NOT NULL,
  language text NOT NULL,
  kind text NOT NULL,
  subject_id {uuid} NOT NULL,
  network_id {uuid} REFERENCES network (id),
  secret text,
  cause text NOT NULL UNIQUE,
  state text NOT NULL,
  attempts integer NOT NULL,
  last_error text,
  run_at {instant} NOT NULL,
  created_at {instant} NOT NULL,
  sent_at {instant}
);
CREATE INDEX notice_due ON notice (state, run_at);
CREATE INDEX notice_sent ON notice (sent_at);
CREATE INDEX notice_address ON notice (address, created_at);
