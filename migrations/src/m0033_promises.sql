-- What a meeting decided and promised, and what the organisations thought of it.

-- what a meeting decided and what was promised at it
CREATE TABLE promise (
  id {uuid} PRIMARY KEY,
  meeting_id {uuid} NOT NULL REFERENCES meeting (id),
  kind text NOT NULL,
  wording text NOT NULL,
  quote text,
  organisation_id {uuid} REFERENCES organisation (id),
  due_on {day},
  status text NOT NULL,
  person_id {uuid} NOT NULL REFERENCES person (id),
  seat_id {uuid} REFERENCES seat (id),
  standing text NOT NULL,
  made_at {instant} NOT NULL,
  status_at {instant},
  revision bigint NOT NULL
);
CREATE INDEX promise_meeting ON promise (meeting_id, made_at);
CREATE INDEX promise_open ON promise (organisation_id, due_on) WHERE status = 'open';
CREATE TABLE promise_act (
  promise_id {uuid} NOT NULL REFERENCES promise (id),
  revision bigint NOT NULL,
  act text NOT NULL,
  before {json} NOT NULL,
  person_id {uuid} REFERENCES person (id),
  seat_id {uuid} REFERENCES seat (id),
  standing text NOT NULL,
  at {instant} NOT NULL,
  PRIMARY KEY (promise_id, revision)
);

-- the document the notes became, and what the organisations thought of the meeting
ALTER TABLE note ADD COLUMN document_id {uuid} REFERENCES document (id);
CREATE TABLE evaluation (
  meeting_id {uuid} NOT NULL REFERENCES meeting (id),
  organisation_id {uuid} NOT NULL REFERENCES organisation (id),
  score integer NOT NULL,
  takes_home text NOT NULL,
  better text NOT NULL,
  person_id {uuid} NOT NULL REFERENCES person (id),
  seat_id {uuid} REFERENCES seat (id),
  standing text NOT NULL,
  answered_at {instant} NOT NULL,
  PRIMARY KEY (meeting_id, organisation_id)
);
