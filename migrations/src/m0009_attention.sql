-- What somebody wants to be told of, what they have put off, and the mails that tell them.

CREATE TABLE follow_conversation (
  person_id {uuid} NOT NULL REFERENCES person (id),
  conversation_id {uuid} NOT NULL REFERENCES conversation (id),
  level text NOT NULL,
  updated_at {instant} NOT NULL,
  PRIMARY KEY (person_id, conversation_id)
);

CREATE TABLE follow_room (
  person_id {uuid} NOT NULL REFERENCES person (id),
  room_id {uuid} NOT NULL REFERENCES room (id),
  level text NOT NULL,
  updated_at {instant} NOT NULL,
  PRIMARY KEY (person_id, room_id)
);

CREATE TABLE put_off (
  person_id {uuid} NOT NULL REFERENCES person (id),
  conversation_id {uuid} NOT NULL REFERENCES conversation (id),
  until {instant} NOT NULL,
  created_at {instant} NOT NULL,
  PRIMARY KEY (person_id, conversation_id)
);

CREATE TABLE mail_setting (
  person_id {uuid} PRIMARY KEY REFERENCES person (id),
  at_once boolean NOT NULL,
  weekly boolean NOT NULL,
  before_meeting boolean NOT NULL,
  quiet_from integer,
  quiet_to integer,
  quiet_weekends boolean NOT NULL,
  updated_at {instant} NOT NULL
);

-- replaces mail_outbox, whose mails all had a message; that stays for one version back, which finds nothing to send in it
CREATE TABLE mail (
  id {uuid} PRIMARY KEY,
  person_id {uuid} NOT NULL REFERENCES person (id),
  cause text NOT NULL UNIQUE,
  reason text NOT NULL,
  message_id {uuid} REFERENCES message (id),
  conversation_id {uuid} REFERENCES conversation (id),
  meeting_id {uuid} REFERENCES meeting (id),
  network_id {uuid} REFERENCES network (id),
  author_id {uuid} REFERENCES person (id),
  joined_to {uuid},
  state text NOT NULL,
  attempts integer NOT NULL,
  last_error text,
  run_at {instant} NOT NULL,
  created_at {instant} NOT NULL,
  sent_at {instant},
  sent_to text,
  stop_hash text
);
CREATE INDEX mail_due ON mail (state, run_at);
CREATE INDEX mail_sent ON mail (sent_at);
CREATE INDEX mail_newest ON mail (created_at, id);
CREATE INDEX mail_person ON mail (person_id, conversation_id, state);
CREATE INDEX mail_joined ON mail (joined_to);
CREATE UNIQUE INDEX mail_stop ON mail (stop_hash);

INSERT INTO mail (id, person_id, cause, reason, message_id, conversation_id, network_id, author_id, state, attempts,
  last_error, run_at, created_at, sent_at)
SELECT o.id, o.person_id, o.cause, o.reason, o.message_id, m.conversation_id, c.network_id, m.author_id, o.state,
  o.attempts, o.last_error, o.run_at, o.created_at, o.sent_at
FROM mail_outbox o JOIN message m ON m.id = o.message_id JOIN conversation c ON c.id = m.conversation_id;

UPDATE mail_outbox SET state = 'dropped' WHERE state = 'waiting';

-- how far the mails that go to many have been put in the outbox
CREATE TABLE mail_round (
  cause text PRIMARY KEY,
  reached {uuid},
  began_at {instant} NOT NULL,
  done_at {instant}
);

ALTER TABLE network_setting ADD COLUMN mail_content boolean NOT NULL DEFAULT true;

-- whether something unread answers what one wrote
CREATE INDEX message_answering ON message (conversation_id, position) WHERE answers_id IS NOT NULL;
