-- Letters that ask for decisions, answers that came by mail, and the instant at which a host was one no more.

-- the letters that asked members to decide on an agreement
CREATE TABLE adoption_letter (
  id {uuid} PRIMARY KEY,
  agreement_id {uuid} NOT NULL REFERENCES agreement (id),
  organisation_id {uuid} NOT NULL REFERENCES organisation (id),
  person_id {uuid} NOT NULL REFERENCES person (id),
  reminder boolean NOT NULL,
  at {instant} NOT NULL
);
CREATE INDEX adoption_letter_agreement ON adoption_letter (agreement_id, at);
-- whoever asked wrote it by mail, and the coordinator in person_id put it into the case
ALTER TABLE case_word ADD COLUMN by_mail boolean NOT NULL DEFAULT false;
-- who hosts no more from an instant on; the last day, the one before, does not tell when that was
ALTER TABLE hosting ADD COLUMN created_at {instant};
UPDATE hosting SET created_at = (SELECT m.created_at FROM meeting m WHERE m.id = hosting.meeting_id);
ALTER TABLE hosting ADD COLUMN ended_at {instant};
