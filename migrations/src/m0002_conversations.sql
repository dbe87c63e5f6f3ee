-- What is said: conversations, messages, read marks, drafts.

CREATE TABLE conversation (
  id {uuid} PRIMARY KEY,
  room_id {uuid} NOT NULL REFERENCES room (id),
  network_id {uuid} REFERENCES network (id),
  kind text NOT NULL,
  thread_kind text,
  title text,
  title_folded text,
  themes {json} NOT NULL,
  document_id {uuid},
  meeting_id {uuid},
  author_id {uuid} REFERENCES person (id),
  author_seat_id {uuid} REFERENCES seat (id),
  last_position bigint NOT NULL,
  last_at {instant} NOT NULL,
  participants_key text UNIQUE,
  revision bigint NOT NULL,
  closed_at {instant},
  created_at {instant} NOT NULL
);
CREATE INDEX conversation_room ON conversation (room_id, last_at);
CREATE INDEX conversation_network ON conversation (network_id, last_at);

CREATE TABLE message (
  id {uuid} PRIMARY KEY,
  conversation_id {uuid} NOT NULL REFERENCES conversation (id),
  position bigint NOT NULL,
  author_id {uuid} REFERENCES person (id),
  author_label text,
  author_seat_id {uuid} REFERENCES seat (id),
  author_organisation_id {uuid} REFERENCES organisation (id),
  standing text NOT NULL,
  client_id {uuid} NOT NULL,
  text text NOT NULL,
  html text NOT NULL,
  renderer_version integer NOT NULL,
  attachments {json} NOT NULL,
  revision bigint NOT NULL,
  created_at {instant} NOT NULL,
  edited_at {instant},
  deleted_at {instant},
  deleted_by {uuid},
  handling text NOT NULL DEFAULT 'working_material',
  disposal_rule text
);
CREATE UNIQUE INDEX message_position ON message (conversation_id, position);
CREATE UNIQUE INDEX message_client ON message (author_id, client_id);
-- lists ask whether one has written in a conversation; by author alone that reads all one ever wrote
CREATE INDEX message_author ON message (conversation_id, author_id);

CREATE TABLE message_version (
  message_id {uuid} NOT NULL REFERENCES message (id),
  revision bigint NOT NULL,
  text text NOT NULL,
  html text NOT NULL,
  written_at {instant} NOT NULL,
  PRIMARY KEY (message_id, revision)
);

CREATE TABLE message_mention (
  message_id {uuid} NOT NULL REFERENCES message (id),
  person_id {uuid} NOT NULL REFERENCES person (id),
  conversation_id {uuid} NOT NULL,
  position bigint NOT NULL,
  PRIMARY KEY (message_id, person_id)
);
CREATE INDEX message_mention_person ON message_mention (person_id, conversation_id, position);

CREATE TABLE read_mark (
  person_id {uuid} NOT NULL REFERENCES person (id),
  conversation_id {uuid} NOT NULL REFERENCES conversation (id),
  position bigint NOT NULL,
  updated_at {instant} NOT NULL,
  PRIMARY KEY (person_id, conversation_id)
);

CREATE TABLE draft (
  person_id {uuid} NOT NULL REFERENCES person (id),
  place text NOT NULL,
  title text,
  text text NOT NULL,
  updated_at {instant} NOT NULL,
  PRIMARY KEY (person_id, place)
);
