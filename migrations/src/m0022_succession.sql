-- Who takes over a seat, as its holder proposes.

-- who a seat's holder proposes to take over: one open proposal a seat; confirming it sends the invitation
CREATE TABLE seat_proposal (
  id {uuid} PRIMARY KEY,
  seat_id {uuid} NOT NULL REFERENCES seat (id),
  holding_id {uuid} NOT NULL REFERENCES seat_holding (id),
  name text NOT NULL,
  email text NOT NULL,
  from_day {day} NOT NULL,
  last_day {day},
  appointed_by text,
  appointed_on {day},
  reference text,
  document_id {uuid} REFERENCES document (id),
  note text NOT NULL,
  proposed_by {uuid} NOT NULL REFERENCES person (id),
  proposed_at {instant} NOT NULL,
  withdrawn_at {instant},
  decided_at {instant},
  decided_by {uuid} REFERENCES person (id),
  declined_reason text,
  invitation_id {uuid} REFERENCES invitation (id),
  CHECK (decided_at IS NULL OR withdrawn_at IS NULL),
  CHECK (decided_at IS NULL OR ((declined_reason IS NULL) <> (invitation_id IS NULL)))
);
CREATE INDEX seat_proposal_seat ON seat_proposal (seat_id, proposed_at);
CREATE UNIQUE INDEX seat_proposal_open ON seat_proposal (seat_id) WHERE withdrawn_at IS NULL AND decided_at IS NULL;

-- what whoever holds a seat writes down for the next; each writing is a row
CREATE TABLE seat_note (
  id {uuid} PRIMARY KEY,
  seat_id {uuid} NOT NULL REFERENCES seat (id),
  text text NOT NULL,
  written_by {uuid} NOT NULL REFERENCES person (id),
  written_at {instant} NOT NULL
);
CREATE INDEX seat_note_seat ON seat_note (seat_id, written_at);

-- after an election: every seat is asked at once whether its holder goes on
CREATE TABLE seat_round (
  id {uuid} PRIMARY KEY,
  network_id {uuid} NOT NULL REFERENCES network (id),
  kind text,
  note text NOT NULL,
  due_on {day} NOT NULL,
  asked_by {uuid} REFERENCES person (id),
  asked_at {instant} NOT NULL,
  reminded_at {instant},
  closed_at {instant}
);
CREATE INDEX seat_round_network ON seat_round (network_id, asked_at);

CREATE TABLE seat_round_seat (
  round_id {uuid} NOT NULL REFERENCES seat_round (id),
  seat_id {uuid} NOT NULL REFERENCES seat (id),
  PRIMARY KEY (round_id, seat_id)
);
CREATE INDEX seat_round_seat_seat ON seat_round_seat (seat_id);

-- the last answer of a seat counts
CREATE TABLE seat_round_answer (
  id {uuid} PRIMARY KEY,
  round_id {uuid} NOT NULL REFERENCES seat_round (id),
  seat_id {uuid} NOT NULL REFERENCES seat (id),
  answer text NOT NULL,
  person_id {uuid} NOT NULL REFERENCES person (id),
  by_coordinator boolean NOT NULL,
  answered_at {instant} NOT NULL
);
CREATE INDEX seat_round_answer_seat ON seat_round_answer (round_id, seat_id, answered_at);

-- who started a deputy's standing in
ALTER TABLE substitution ADD COLUMN started_by {uuid} REFERENCES person (id);
