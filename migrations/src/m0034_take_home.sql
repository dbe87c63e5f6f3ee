-- What organisations take home, and whom they told.

-- a page in plain language that an organisation takes home from a meeting or a conversation
CREATE TABLE take_home (
  id {uuid} PRIMARY KEY,
  network_id {uuid} NOT NULL REFERENCES network (id),
  organisation_id {uuid} NOT NULL REFERENCES organisation (id),
  meeting_id {uuid} REFERENCES meeting (id),
  conversation_id {uuid} REFERENCES conversation (id),
  title text NOT NULL,
  text text NOT NULL,
  html text NOT NULL,
  written_by {uuid} NOT NULL REFERENCES person (id),
  begun_at {instant} NOT NULL,
  changed_at {instant} NOT NULL,
  revision bigint NOT NULL
);
CREATE UNIQUE INDEX take_home_meeting ON take_home (meeting_id, organisation_id) WHERE meeting_id IS NOT NULL;
CREATE UNIQUE INDEX take_home_conversation ON take_home (conversation_id, organisation_id)
  WHERE conversation_id IS NOT NULL;

-- who was told, when and with what words
CREATE TABLE take_home_telling (
  id {uuid} PRIMARY KEY,
  take_home_id {uuid} NOT NULL REFERENCES take_home (id),
  way text NOT NULL,
  told text NOT NULL,
  told_on {day} NOT NULL,
  recipients bigint NOT NULL,
  reported boolean NOT NULL,
  spread boolean NOT NULL,
  title text NOT NULL,
  text text NOT NULL,
  html text NOT NULL,
  person_id {uuid} NOT NULL REFERENCES person (id),
  at {instant} NOT NULL
);
CREATE INDEX take_home_telling_of ON take_home_telling (take_home_id, told_on);

-- the mails of one, each with a link that stops such mails
CREATE TABLE take_home_letter (
  id {uuid} PRIMARY KEY,
  telling_id {uuid} NOT NULL REFERENCES take_home_telling (id),
  recipient_id {uuid} NOT NULL REFERENCES home_group_recipient (id),
  stop_hash text NOT NULL UNIQUE
);
CREATE INDEX take_home_letter_telling ON take_home_letter (telling_id)
