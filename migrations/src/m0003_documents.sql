-- What is kept: blobs, folders, documents and their pages, meetings, where a thing came from.

CREATE TABLE blob (
  hash text PRIMARY KEY,
  size bigint NOT NULL,
  touched_at {instant} NOT NULL,
  created_at {instant} NOT NULL
);

CREATE TABLE folder (
  id {uuid} PRIMARY KEY,
  room_id {uuid} NOT NULL REFERENCES room (id),
  parent_id {uuid} REFERENCES folder (id),
  name text NOT NULL,
  name_folded text NOT NULL,
  sort_key text NOT NULL,
  revision bigint NOT NULL,
  created_at {instant} NOT NULL
);
CREATE INDEX folder_room ON folder (room_id, parent_id);

CREATE TABLE meeting (
  id {uuid} PRIMARY KEY,
  network_id {uuid} NOT NULL REFERENCES network (id),
  kind text NOT NULL,
  state text NOT NULL,
  title text NOT NULL,
  year integer NOT NULL,
  month integer,
  starts_on {day},
  ends_on {day},
  place text,
  themes {json} NOT NULL,
  summary text,
  room_id {uuid} NOT NULL REFERENCES room (id),
  planning_room_id {uuid} NOT NULL REFERENCES room (id),
  revision bigint NOT NULL,
  created_at {instant} NOT NULL
);
CREATE INDEX meeting_network ON meeting (network_id, year, month);

CREATE TABLE hosting (
  id {uuid} PRIMARY KEY,
  meeting_id {uuid} NOT NULL REFERENCES meeting (id),
  organisation_id {uuid} NOT NULL REFERENCES organisation (id),
  from_day {day} NOT NULL,
  to_day {day}
);
CREATE INDEX hosting_meeting ON hosting (meeting_id);
CREATE INDEX hosting_organisation ON hosting (organisation_id);

CREATE TABLE document (
  id {uuid} PRIMARY KEY,
  room_id {uuid} NOT NULL REFERENCES room (id),
  network_id {uuid} REFERENCES network (id),
  folder_id {uuid} REFERENCES folder (id),
  meeting_id {uuid} REFERENCES meeting (id),
  name text NOT NULL,
  name_folded text NOT NULL,
  sort_key text NOT NULL,
  state text NOT NULL,
  version bigint NOT NULL,
  dated_on {day},
  dated_precision text,
  published_at {instant},
  author_id {uuid} REFERENCES person (id),
  author_seat_id {uuid} REFERENCES seat (id),
  author_organisation_id {uuid} REFERENCES organisation (id),
  standing text NOT NULL,
  revision bigint NOT NULL,
  created_at {instant} NOT NULL,
  changed_at {instant} NOT NULL,
  deleted_at {instant},
  deleted_by {uuid},
  handling text NOT NULL DEFAULT 'working_material',
  owner_organisation_id {uuid},
  disposal_rule text
);
CREATE INDEX document_room ON document (room_id, folder_id);
CREATE INDEX document_network ON document (network_id, changed_at);
CREATE INDEX document_meeting ON document (meeting_id);

CREATE TABLE document_version (
  document_id {uuid} NOT NULL REFERENCES document (id),
  number bigint NOT NULL,
  blob_hash text NOT NULL REFERENCES blob (hash),
  thumbnail_hash text REFERENCES blob (hash),
  size bigint NOT NULL,
  media_type text NOT NULL,
  original_name text NOT NULL,
  comment text,
  reading text NOT NULL,
  pages integer NOT NULL,
  author_id {uuid} REFERENCES person (id),
  author_label text,
  author_organisation_id {uuid} REFERENCES organisation (id),
  standing text NOT NULL,
  created_at {instant} NOT NULL,
  PRIMARY KEY (document_id, number)
);
CREATE INDEX document_version_blob ON document_version (blob_hash);
CREATE INDEX document_version_thumbnail ON document_version (thumbnail_hash);

CREATE TABLE page (
  document_id {uuid} NOT NULL REFERENCES document (id),
  version bigint NOT NULL,
  number integer NOT NULL,
  heading text,
  text text NOT NULL,
  PRIMARY KEY (document_id, version, number)
);

CREATE TABLE origin (
  object_id {uuid} PRIMARY KEY,
  object_kind text NOT NULL,
  system text NOT NULL,
  path text NOT NULL,
  original_id text,
  original_date {instant},
  sha256 text,
  run {uuid} NOT NULL
);
CREATE UNIQUE INDEX origin_source ON origin (system, path, object_kind);
