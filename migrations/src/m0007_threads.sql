-- Threads: answers, summaries, tags, pins, moves, what points to what.

-- the Convention's articles as tags, the summary's newest revision (0: none), pinned on top of lists since
ALTER TABLE conversation ADD COLUMN articles {json} NOT NULL DEFAULT '[]';
ALTER TABLE conversation ADD COLUMN summary_revision bigint NOT NULL DEFAULT 0;
ALTER TABLE conversation ADD COLUMN pinned_at {instant};
-- the thread a chat message was lifted into, and the message a thread was lifted from
ALTER TABLE message ADD COLUMN lifted_to {uuid};
ALTER TABLE conversation ADD COLUMN lifted_from {uuid};

CREATE TABLE accepted_answer (
  id {uuid} PRIMARY KEY,
  conversation_id {uuid} NOT NULL REFERENCES conversation (id),
  message_id {uuid} NOT NULL REFERENCES message (id),
  accepted_by {uuid} REFERENCES person (id),
  accepted_seat_id {uuid} REFERENCES seat (id),
  standing text NOT NULL,
  accepted_at {instant} NOT NULL,
  withdrawn_by {uuid} REFERENCES person (id),
  withdrawn_at {instant}
);
CREATE UNIQUE INDEX accepted_answer_message ON accepted_answer (message_id) WHERE withdrawn_at IS NULL;
CREATE INDEX accepted_answer_conversation ON accepted_answer (conversation_id);

CREATE TABLE summary_version (
  conversation_id {uuid} NOT NULL REFERENCES conversation (id),
  revision bigint NOT NULL,
  text text NOT NULL,
  html text NOT NULL,
  renderer_version integer NOT NULL,
  author_id {uuid} REFERENCES person (id),
  author_seat_id {uuid} REFERENCES seat (id),
  author_organisation_id {uuid} REFERENCES organisation (id),
  standing text NOT NULL,
  written_at {instant} NOT NULL,
  PRIMARY KEY (conversation_id, revision)
);

-- what was done to a thread, and how it was before: titles, tags, pins, closings
CREATE TABLE conversation_act (
  id {uuid} PRIMARY KEY,
  conversation_id {uuid} NOT NULL REFERENCES conversation (id),
  act text NOT NULL,
  before {json} NOT NULL,
  person_id {uuid} REFERENCES person (id),
  seat_id {uuid} REFERENCES seat (id),
  standing text NOT NULL,
  at {instant} NOT NULL
);
CREATE INDEX conversation_act_conversation ON conversation_act (conversation_id, at);

CREATE TABLE conversation_move (
  id {uuid} PRIMARY KEY,
  conversation_id {uuid} NOT NULL REFERENCES conversation (id),
  from_room_id {uuid} NOT NULL REFERENCES room (id),
  to_room_id {uuid} NOT NULL REFERENCES room (id),
  notice_id {uuid} REFERENCES message (id),
  documents {json} NOT NULL,
  more_readers bigint NOT NULL,
  moved_by {uuid} REFERENCES person (id),
  seat_id {uuid} REFERENCES seat (id),
  standing text NOT NULL,
  moved_at {instant} NOT NULL,
  undone_by {uuid} REFERENCES person (id),
  undone_at {instant}
);
CREATE INDEX conversation_move_conversation ON conversation_move (conversation_id, moved_at);

-- which conversations a message points to
CREATE TABLE message_reference (
  message_id {uuid} NOT NULL REFERENCES message (id),
  conversation_id {uuid} NOT NULL REFERENCES conversation (id),
  PRIMARY KEY (message_id, conversation_id)
);
CREATE INDEX message_reference_conversation ON message_reference (conversation_id, message_id);
