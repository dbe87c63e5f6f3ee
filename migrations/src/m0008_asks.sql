-- What organisations are asked and decide together: rundfrågor, proposals, voices, decisions.

-- an ask bears the id of its conversation: it is that conversation with more to it, and moves with it
CREATE TABLE ask (
  conversation_id {uuid} PRIMARY KEY REFERENCES conversation (id),
  network_id {uuid} NOT NULL REFERENCES network (id),
  due_on {day} NOT NULL,
  revision bigint NOT NULL,
  reminded_at {instant},
  closed_at {instant},
  closed_by {uuid},
  document_id {uuid} REFERENCES document (id),
  created_at {instant} NOT NULL
);
CREATE INDEX ask_network ON ask (network_id, created_at);
CREATE INDEX ask_open ON ask (closed_at, network_id);

CREATE TABLE ask_organisation (
  conversation_id {uuid} NOT NULL REFERENCES ask (conversation_id),
  organisation_id {uuid} NOT NULL REFERENCES organisation (id),
  PRIMARY KEY (conversation_id, organisation_id)
);
CREATE INDEX ask_organisation_organisation ON ask_organisation (organisation_id);

-- the answer of an organisation is the row with the highest number; those before it are its history
CREATE TABLE ask_answer (
  conversation_id {uuid} NOT NULL REFERENCES ask (conversation_id),
  organisation_id {uuid} NOT NULL REFERENCES organisation (id),
  number bigint NOT NULL,
  text text NOT NULL,
  html text NOT NULL,
  renderer_version integer NOT NULL,
  author_id {uuid} NOT NULL REFERENCES person (id),
  author_seat_id {uuid} REFERENCES seat (id),
  standing text NOT NULL,
  by_coordinator boolean NOT NULL,
  written_at {instant} NOT NULL,
  PRIMARY KEY (conversation_id, organisation_id, number)
);

CREATE TABLE proposal (
  conversation_id {uuid} PRIMARY KEY REFERENCES conversation (id),
  network_id {uuid} NOT NULL REFERENCES network (id),
  wording text NOT NULL,
  voting text NOT NULL,
  closes_at {instant} NOT NULL,
  revision bigint NOT NULL,
  closed_at {instant},
  closed_by {uuid},
  result text,
  created_at {instant} NOT NULL
);
CREATE INDEX proposal_open ON proposal (closed_at, network_id);

CREATE TABLE proposal_organisation (
  conversation_id {uuid} NOT NULL REFERENCES proposal (conversation_id),
  organisation_id {uuid} NOT NULL REFERENCES organisation (id),
  PRIMARY KEY (conversation_id, organisation_id)
);
CREATE INDEX proposal_organisation_organisation ON proposal_organisation (organisation_id);

-- the voter is an organisation or a person, as the proposal says; the row with the highest number is what counts
CREATE TABLE voice (
  conversation_id {uuid} NOT NULL REFERENCES proposal (conversation_id),
  voter_id {uuid} NOT NULL,
  number bigint NOT NULL,
  organisation_id {uuid} NOT NULL REFERENCES organisation (id),
  person_id {uuid} NOT NULL REFERENCES person (id),
  seat_id {uuid} REFERENCES seat (id),
  standing text NOT NULL,
  choice text NOT NULL,
  reason text NOT NULL,
  cast_at {instant} NOT NULL,
  PRIMARY KEY (conversation_id, voter_id, number)
);

CREATE TABLE decision (
  id {uuid} PRIMARY KEY,
  conversation_id {uuid} NOT NULL UNIQUE REFERENCES conversation (id),
  network_id {uuid} NOT NULL REFERENCES network (id),
  title text NOT NULL,
  wording text NOT NULL,
  result text NOT NULL,
  outcome text NOT NULL,
  decided_on {day} NOT NULL,
  recorded_by {uuid},
  created_at {instant} NOT NULL
);
CREATE INDEX decision_network ON decision (network_id, decided_on);
