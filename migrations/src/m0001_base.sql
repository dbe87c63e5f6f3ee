-- Who there is: installation, people, organisations, networks, rooms; and the event log, jobs and consumers.

CREATE TABLE installation (
  id integer PRIMARY KEY,
  access_version bigint NOT NULL,
  epoch bigint NOT NULL,
  demo boolean NOT NULL,
  created_at {instant} NOT NULL
);

CREATE TABLE organisation (
  id {uuid} PRIMARY KEY,
  kind text NOT NULL,
  name text NOT NULL,
  name_folded text NOT NULL,
  sort_key text NOT NULL,
  code text,
  county text,
  parent_id {uuid} REFERENCES organisation (id),
  created_at {instant} NOT NULL
);
CREATE UNIQUE INDEX organisation_name ON organisation (name_folded);

CREATE TABLE person (
  id {uuid} PRIMARY KEY,
  name text NOT NULL,
  sort_key text NOT NULL,
  protected boolean NOT NULL,
  language text NOT NULL,
  theme text NOT NULL,
  password_hash text,
  suspended_at {instant},
  created_at {instant} NOT NULL
);

CREATE TABLE person_email (
  address text PRIMARY KEY,
  person_id {uuid} NOT NULL REFERENCES person (id),
  shown text NOT NULL,
  is_primary boolean NOT NULL,
  created_at {instant} NOT NULL
);
CREATE INDEX person_email_person ON person_email (person_id);

CREATE TABLE session (
  id {uuid} PRIMARY KEY,
  person_id {uuid} NOT NULL REFERENCES person (id),
  refresh_hash text NOT NULL,
  previous_hash text,
  rotated_at {instant},
  user_agent text NOT NULL,
  address text NOT NULL,
  created_at {instant} NOT NULL,
  seen_at {instant} NOT NULL,
  expires_at {instant} NOT NULL,
  ended_at {instant},
  ended_why text
);
CREATE UNIQUE INDEX session_refresh ON session (refresh_hash);
CREATE INDEX session_previous ON session (previous_hash);
CREATE INDEX session_person ON session (person_id);

CREATE TABLE network (
  id {uuid} PRIMARY KEY,
  slug text NOT NULL UNIQUE,
  name text NOT NULL,
  sort_key text NOT NULL,
  kind text NOT NULL,
  purpose text NOT NULL,
  closed_at {instant},
  created_at {instant} NOT NULL
);

CREATE TABLE network_setting (
  id {uuid} PRIMARY KEY,
  network_id {uuid} NOT NULL REFERENCES network (id),
  observers_write boolean NOT NULL,
  observers_upload boolean NOT NULL,
  deputies text NOT NULL,
  coordination text NOT NULL,
  since {instant} NOT NULL,
  until {instant}
);
CREATE INDEX network_setting_network ON network_setting (network_id, until);

CREATE TABLE participation (
  id {uuid} PRIMARY KEY,
  network_id {uuid} NOT NULL REFERENCES network (id),
  organisation_id {uuid} NOT NULL REFERENCES organisation (id),
  state text NOT NULL,
  from_day {day} NOT NULL,
  to_day {day},
  reason text NOT NULL,
  decided_by {uuid},
  created_at {instant} NOT NULL
);
CREATE INDEX participation_network ON participation (network_id, organisation_id);

CREATE TABLE seat (
  id {uuid} PRIMARY KEY,
  network_id {uuid} NOT NULL REFERENCES network (id),
  organisation_id {uuid} NOT NULL REFERENCES organisation (id),
  kind text NOT NULL,
  title text NOT NULL,
  created_at {instant} NOT NULL
);
CREATE INDEX seat_network ON seat (network_id, organisation_id);

CREATE TABLE seat_holding (
  id {uuid} PRIMARY KEY,
  seat_id {uuid} NOT NULL REFERENCES seat (id),
  person_id {uuid} NOT NULL REFERENCES person (id),
  role text NOT NULL,
  from_day {day} NOT NULL,
  to_day {day},
  appointed_by text,
  created_at {instant} NOT NULL
);
CREATE INDEX seat_holding_person ON seat_holding (person_id);
CREATE INDEX seat_holding_seat ON seat_holding (seat_id);

CREATE TABLE substitution (
  id {uuid} PRIMARY KEY,
  seat_id {uuid} NOT NULL REFERENCES seat (id),
  person_id {uuid} NOT NULL REFERENCES person (id),
  from_day {day} NOT NULL,
  to_day {day} NOT NULL,
  confirmed_at {instant},
  created_at {instant} NOT NULL
);
CREATE INDEX substitution_person ON substitution (person_id);

CREATE TABLE assignment (
  id {uuid} PRIMARY KEY,
  person_id {uuid} NOT NULL REFERENCES person (id),
  network_id {uuid} REFERENCES network (id),
  role text NOT NULL,
  from_day {day} NOT NULL,
  to_day {day},
  created_at {instant} NOT NULL
);
CREATE INDEX assignment_person ON assignment (person_id);
CREATE INDEX assignment_network ON assignment (network_id, role);

CREATE TABLE room (
  id {uuid} PRIMARY KEY,
  network_id {uuid} REFERENCES network (id),
  kind text NOT NULL,
  name text,
  meeting_id {uuid},
  archived_at {instant},
  created_at {instant} NOT NULL
);
CREATE INDEX room_network ON room (network_id);

CREATE TABLE room_audience (
  id {uuid} PRIMARY KEY,
  room_id {uuid} NOT NULL REFERENCES room (id),
  audience text NOT NULL,
  organisations {json} NOT NULL,
  since {instant} NOT NULL,
  until {instant}
);
CREATE INDEX room_audience_room ON room_audience (room_id, until);

CREATE TABLE direct_participant (
  room_id {uuid} NOT NULL REFERENCES room (id),
  person_id {uuid} NOT NULL REFERENCES person (id),
  PRIMARY KEY (room_id, person_id)
);
CREATE INDEX direct_participant_person ON direct_participant (person_id);

CREATE TABLE guest_pass (
  id {uuid} PRIMARY KEY,
  room_id {uuid} NOT NULL REFERENCES room (id),
  person_id {uuid} NOT NULL REFERENCES person (id),
  writes boolean NOT NULL,
  from_day {day} NOT NULL,
  to_day {day} NOT NULL,
  given_by {uuid},
  ended_at {instant},
  created_at {instant} NOT NULL
);
CREATE INDEX guest_pass_person ON guest_pass (person_id);

CREATE TABLE stream (
  id {uuid} PRIMARY KEY,
  kind text NOT NULL,
  seq bigint NOT NULL
);

CREATE TABLE event (
  id {identity},
  xid {transaction},
  stream_id {uuid} NOT NULL,
  stream_kind text NOT NULL,
  seq bigint NOT NULL,
  kind text NOT NULL,
  v integer NOT NULL,
  payload {json} NOT NULL,
  actor_id {uuid},
  at {instant} NOT NULL
);
CREATE UNIQUE INDEX event_stream ON event (stream_id, seq);
CREATE INDEX event_order ON event (xid, id);
CREATE INDEX event_at ON event (at);

CREATE TABLE consumer (
  name text PRIMARY KEY,
  xid bigint NOT NULL,
  event_id bigint NOT NULL,
  updated_at {instant} NOT NULL
);

CREATE TABLE dead_event (
  id {uuid} PRIMARY KEY,
  consumer text NOT NULL,
  event_id bigint NOT NULL,
  why text NOT NULL,
  at {instant} NOT NULL
);

CREATE TABLE job (
  id {uuid} PRIMARY KEY,
  kind text NOT NULL,
  subject {uuid} NOT NULL,
  state text NOT NULL,
  run_at {instant} NOT NULL,
  leased_until {instant},
  fence bigint NOT NULL,
  attempts integer NOT NULL,
  last_error text,
  created_at {instant} NOT NULL
);
CREATE INDEX job_due ON job (state, run_at);
CREATE UNIQUE INDEX job_subject ON job (kind, subject);

CREATE TABLE idempotency (
  actor_id {uuid} NOT NULL,
  key text NOT NULL,
  route text NOT NULL,
  body_hash text NOT NULL,
  status integer NOT NULL,
  result_id {uuid} NOT NULL,
  created_at {instant} NOT NULL,
  PRIMARY KEY (actor_id, key)
);
CREATE INDEX idempotency_age ON idempotency (created_at);

CREATE TABLE audit (
  id {identity},
  at {instant} NOT NULL,
  actor text NOT NULL,
  act text NOT NULL,
  subject text NOT NULL,
  facts text NOT NULL,
  previous_hash text NOT NULL,
  hash text NOT NULL
);
