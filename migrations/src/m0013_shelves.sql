-- Documents on their shelves: kinds, themes and articles; files that come in pieces.

-- what a document is and what it is about: the same themes and articles as threads have
ALTER TABLE document ADD COLUMN kind text;
ALTER TABLE document ADD COLUMN themes {json} NOT NULL DEFAULT '[]';
ALTER TABLE document ADD COLUMN articles {json} NOT NULL DEFAULT '[]';

-- a file on its way in, in as many pieces as the connection allows: how far it has come, its length on disk says
CREATE TABLE upload (
  id {uuid} PRIMARY KEY,
  person_id {uuid} NOT NULL REFERENCES person (id),
  room_id {uuid} NOT NULL REFERENCES room (id),
  name text NOT NULL,
  size bigint NOT NULL,
  blob_hash text,
  created_at {instant} NOT NULL
);
CREATE INDEX upload_person ON upload (person_id, created_at);
CREATE INDEX upload_created ON upload (created_at);
CREATE INDEX document_changed ON document (room_id, changed_at);
