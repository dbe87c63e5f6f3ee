-- What people do with messages: answer one, react, flag, hide, ask who has seen.

-- what a page of messages shows stands in the message's own row: a page is read in one statement
ALTER TABLE message ADD COLUMN answers_id {uuid} REFERENCES message (id);
ALTER TABLE message ADD COLUMN reactions {json} NOT NULL DEFAULT '[]';
ALTER TABLE message ADD COLUMN touches bigint NOT NULL DEFAULT 0;
ALTER TABLE message ADD COLUMN seen_asked_at {instant};
ALTER TABLE message ADD COLUMN hidden_reason text;

CREATE TABLE message_reaction (
  message_id {uuid} NOT NULL REFERENCES message (id),
  kind text NOT NULL,
  person_id {uuid} NOT NULL REFERENCES person (id),
  organisation_id {uuid} REFERENCES organisation (id),
  reacted_at {instant} NOT NULL,
  PRIMARY KEY (message_id, kind, person_id)
);

CREATE TABLE message_hiding (
  id {uuid} PRIMARY KEY,
  message_id {uuid} NOT NULL REFERENCES message (id),
  reason text NOT NULL,
  hidden_by {uuid} NOT NULL REFERENCES person (id),
  hidden_at {instant} NOT NULL,
  shown_by {uuid} REFERENCES person (id),
  shown_at {instant}
);
CREATE INDEX message_hiding_message ON message_hiding (message_id, shown_at);

CREATE TABLE flag (
  id {uuid} PRIMARY KEY,
  message_id {uuid} NOT NULL REFERENCES message (id),
  revision bigint NOT NULL,
  network_id {uuid} NOT NULL REFERENCES network (id),
  handed_over boolean NOT NULL,
  reason text NOT NULL,
  flagged_by {uuid} NOT NULL REFERENCES person (id),
  flagged_at {instant} NOT NULL,
  outcome text,
  settled_by {uuid} REFERENCES person (id),
  settled_at {instant}
);
CREATE UNIQUE INDEX flag_open ON flag (message_id, flagged_by) WHERE settled_at IS NULL;
CREATE INDEX flag_network ON flag (network_id, flagged_at);
