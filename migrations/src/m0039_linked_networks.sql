-- Linked networks, and what is passed on between them.

-- two networks that pass things on to one another: proposed by one, accepted by the other, ended by either
CREATE TABLE network_link (
  id {uuid} PRIMARY KEY,
  network_id {uuid} NOT NULL REFERENCES network (id),
  other_id {uuid} NOT NULL REFERENCES network (id),
  proposed_by {uuid} NOT NULL REFERENCES person (id),
  proposed_at {instant} NOT NULL,
  accepted_by {uuid} REFERENCES person (id),
  accepted_at {instant},
  ended_by {uuid} REFERENCES person (id),
  ended_at {instant}
);
CREATE UNIQUE INDEX network_link_open ON network_link (network_id, other_id) WHERE ended_at IS NULL;
CREATE INDEX network_link_other ON network_link (other_id);

-- a message or a document on its way to a linked network: its words and files as they were when it was passed on
CREATE TABLE forwarding (
  id {uuid} PRIMARY KEY,
  link_id {uuid} NOT NULL REFERENCES network_link (id),
  from_id {uuid} NOT NULL REFERENCES network (id),
  to_id {uuid} NOT NULL REFERENCES network (id),
  message_id {uuid} REFERENCES message (id),
  document_id {uuid} REFERENCES document (id),
  title text NOT NULL,
  text text NOT NULL,
  comment text NOT NULL,
  written_by {uuid} REFERENCES person (id),
  written_label text,
  written_for {uuid} REFERENCES organisation (id),
  written_at {instant} NOT NULL,
  forwarded_by {uuid} NOT NULL REFERENCES person (id),
  forwarded_at {instant} NOT NULL,
  settled_by {uuid} REFERENCES person (id),
  settled_at {instant},
  placed boolean NOT NULL DEFAULT false
);
CREATE INDEX forwarding_to ON forwarding (to_id, forwarded_at);
CREATE INDEX forwarding_from ON forwarding (from_id, forwarded_at);
CREATE INDEX forwarding_by ON forwarding (forwarded_by, forwarded_at);

CREATE TABLE forwarding_file (
  forwarding_id {uuid} NOT NULL REFERENCES forwarding (id),
  position integer NOT NULL,
  name text NOT NULL,
  blob_hash text NOT NULL REFERENCES blob (hash),
  size bigint NOT NULL,
  media_type text NOT NULL,
  PRIMARY KEY (forwarding_id, position)
);

-- what it became where it was placed says where it came from
ALTER TABLE conversation ADD COLUMN forwarding_id {uuid} REFERENCES forwarding (id);
ALTER TABLE document ADD COLUMN forwarding_id {uuid} REFERENCES forwarding (id);
CREATE INDEX conversation_forwarding ON conversation (forwarding_id);
CREATE INDEX document_forwarding ON document (forwarding_id);
