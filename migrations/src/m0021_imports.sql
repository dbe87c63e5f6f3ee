-- Imports through the client: what a zip holds, and what is to become of each file.

-- a zip brought in by a coordinator: listed, looked through and put right, then taken into the archive file by file
CREATE TABLE import (
  id {uuid} PRIMARY KEY,
  network_id {uuid} NOT NULL REFERENCES network (id),
  room_id {uuid} NOT NULL REFERENCES room (id),
  person_id {uuid} NOT NULL REFERENCES person (id),
  name text NOT NULL,
  blob_hash text NOT NULL REFERENCES blob (hash),
  size bigint NOT NULL,
  state text NOT NULL,
  fault text,
  revision bigint NOT NULL,
  created_at {instant} NOT NULL,
  confirmed_at {instant},
  finished_at {instant}
);
CREATE INDEX import_network ON import (network_id, created_at);

CREATE TABLE import_file (
  import_id {uuid} NOT NULL REFERENCES import (id),
  number bigint NOT NULL,
  path text NOT NULL,
  path_folded text NOT NULL,
  size bigint NOT NULL,
  changed_at {instant},
  state text NOT NULL,
  why text,
  host_id {uuid} REFERENCES organisation (id),
  year integer,
  month integer,
  themes {json} NOT NULL,
  kind text,
  of_meeting boolean NOT NULL,
  document_id {uuid} REFERENCES document (id),
  PRIMARY KEY (import_id, number)
);
CREATE INDEX import_file_state ON import_file (import_id, state, number);
CREATE INDEX import_file_document ON import_file (document_id);
