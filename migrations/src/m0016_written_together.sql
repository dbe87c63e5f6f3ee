-- a page as a structure, for showing what can't be drawn, and the pictures it names
ALTER TABLE page ADD COLUMN blocks {json};
CREATE TABLE page_picture (
  document_id {uuid} NOT NULL REFERENCES document (id),
  version bigint NOT NULL,
  number integer NOT NULL,
  blob_hash text NOT NULL REFERENCES blob (hash),
  PRIMARY KEY (document_id, version, number)
);
CREATE INDEX page_picture_blob ON page_picture (blob_hash);

-- the version whose words a later one took up again
ALTER TABLE document_version ADD COLUMN restored_from bigint;

CREATE TABLE check_out (
  id {uuid} PRIMARY KEY,
  document_id {uuid} NOT NULL REFERENCES document (id),
  person_id {uuid} NOT NULL REFERENCES person (id),
  organisation_id {uuid} REFERENCES organisation (id),
  standing text NOT NULL,
  reason text NOT NULL,
  taken_at {instant} NOT NULL,
  released_by {uuid} REFERENCES person (id),
  released_at {instant}
);
CREATE UNIQUE INDEX check_out_open ON check_out (document_id) WHERE released_at IS NULL;

CREATE TABLE review (
  id {uuid} PRIMARY KEY,
  document_id {uuid} NOT NULL REFERENCES document (id),
  version bigint NOT NULL,
  note text,
  due_on {day} NOT NULL,
  requested_by {uuid} NOT NULL REFERENCES person (id),
  organisation_id {uuid} REFERENCES organisation (id),
  standing text NOT NULL,
  requested_at {instant} NOT NULL,
  outcome text,
  ended_at {instant}
);
CREATE UNIQUE INDEX review_open ON review (document_id) WHERE ended_at IS NULL;
CREATE INDEX review_document ON review (document_id, requested_at);

CREATE TABLE review_verdict (
  review_id {uuid} NOT NULL REFERENCES review (id),
  person_id {uuid} NOT NULL REFERENCES person (id),
  organisation_id {uuid} REFERENCES organisation (id),
  standing text,
  verdict text,
  comment text,
  given_at {instant},
  PRIMARY KEY (review_id, person_id)
);
CREATE INDEX review_verdict_person ON review_verdict (person_id);

-- which documents a message attaches or points to
CREATE TABLE message_document (
  message_id {uuid} NOT NULL REFERENCES message (id),
  document_id {uuid} NOT NULL REFERENCES document (id),
  PRIMARY KEY (message_id, document_id)
);
CREATE INDEX message_document_document ON message_document (document_id, message_id);
CREATE UNIQUE INDEX conversation_document ON conversation (document_id) WHERE document_id IS NOT NULL;
