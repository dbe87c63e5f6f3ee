-- Which organisations have seen a document, and what a read mark passed when it was moved.

-- who asks which organisations open their document, and which have: organisations only, nothing about anybody
CREATE TABLE document_seen_ask (
  document_id {uuid} PRIMARY KEY REFERENCES document (id),
  asked_by {uuid} NOT NULL REFERENCES person (id),
  asked_at {instant} NOT NULL
);

CREATE TABLE document_seen (
  document_id {uuid} NOT NULL REFERENCES document (id),
  version bigint NOT NULL,
  organisation_id {uuid} NOT NULL REFERENCES organisation (id),
  seen_at {instant} NOT NULL,
  PRIMARY KEY (document_id, version, organisation_id)
);

-- where a mark stood before it was moved, so that moving it tells in the same statement what was read just now
ALTER TABLE read_mark ADD COLUMN came_from bigint NOT NULL DEFAULT 0;
CREATE INDEX message_seen_asked ON message (conversation_id, position) WHERE seen_asked_at IS NOT NULL;
