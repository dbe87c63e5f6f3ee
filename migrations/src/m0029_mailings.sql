-- Letters to chosen seats.

-- letters that a coordinator writes to chosen seats at once: what was sent, to whom, by whom
CREATE TABLE mailing (
  id {uuid} PRIMARY KEY,
  network_id {uuid} NOT NULL REFERENCES network (id),
  subject text NOT NULL,
  text text NOT NULL,
  sent_by {uuid} NOT NULL REFERENCES person (id),
  sent_at {instant} NOT NULL
);
CREATE INDEX mailing_network ON mailing (network_id, sent_at);

-- one person gets it once, as the one of their seats it was written to
CREATE TABLE mailing_recipient (
  mailing_id {uuid} NOT NULL REFERENCES mailing (id),
  person_id {uuid} NOT NULL REFERENCES person (id),
  seat_id {uuid} NOT NULL REFERENCES seat (id),
  PRIMARY KEY (mailing_id, person_id)
);

ALTER TABLE mail ADD COLUMN mailing_id {uuid} REFERENCES mailing (id);
CREATE INDEX mail_mailing ON mail (mailing_id);
