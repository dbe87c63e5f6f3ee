-- Meetings: articles, programme, answers, guests, attendance, calendars.

-- the Convention's articles as tags, what those invited are told, where one follows it from afar, until when answers are
-- hoped for, whether observers are invited, how many guests each organisation may bring
ALTER TABLE meeting ADD COLUMN articles {json} NOT NULL DEFAULT '[]';
ALTER TABLE meeting ADD COLUMN invitation text NOT NULL DEFAULT '';
ALTER TABLE meeting ADD COLUMN link text;
ALTER TABLE meeting ADD COLUMN answer_by {day};
ALTER TABLE meeting ADD COLUMN observers_invited boolean NOT NULL DEFAULT false;
ALTER TABLE meeting ADD COLUMN guests_each integer NOT NULL DEFAULT 0;
ALTER TABLE meeting ADD COLUMN changed_at {instant};

-- what was done to a meeting, why where it was archived, and how it was before
CREATE TABLE meeting_act (
  id {uuid} PRIMARY KEY,
  meeting_id {uuid} NOT NULL REFERENCES meeting (id),
  act text NOT NULL,
  before {json} NOT NULL,
  reason text,
  person_id {uuid} REFERENCES person (id),
  seat_id {uuid} REFERENCES seat (id),
  standing text NOT NULL,
  at {instant} NOT NULL
);
CREATE INDEX meeting_act_meeting ON meeting_act (meeting_id, at);

-- the day is counted from the meeting's first, so that the programme follows when the meeting is moved; the time is the
-- clock's where it is held
CREATE TABLE programme_item (
  id {uuid} PRIMARY KEY,
  meeting_id {uuid} NOT NULL REFERENCES meeting (id),
  day integer NOT NULL,
  starts_at integer NOT NULL,
  minutes integer NOT NULL,
  kind text NOT NULL,
  title text NOT NULL,
  who text NOT NULL,
  about text NOT NULL
);
CREATE INDEX programme_item_meeting ON programme_item (meeting_id, day, starts_at);

-- a seat answers, or a person who has none (then the subject is the person); the highest number counts
CREATE TABLE meeting_answer (
  meeting_id {uuid} NOT NULL REFERENCES meeting (id),
  subject_id {uuid} NOT NULL,
  number bigint NOT NULL,
  seat_id {uuid} REFERENCES seat (id),
  organisation_id {uuid} REFERENCES organisation (id),
  answer text NOT NULL,
  stand_in_id {uuid} REFERENCES person (id),
  note text NOT NULL,
  person_id {uuid} NOT NULL REFERENCES person (id),
  standing text NOT NULL,
  by_coordinator boolean NOT NULL,
  answered_at {instant} NOT NULL,
  PRIMARY KEY (meeting_id, subject_id, number)
);

-- who comes along from home; the pass lets somebody with an account into the meeting's room
CREATE TABLE meeting_guest (
  id {uuid} PRIMARY KEY,
  meeting_id {uuid} NOT NULL REFERENCES meeting (id),
  organisation_id {uuid} NOT NULL REFERENCES organisation (id),
  name text NOT NULL,
  email text NOT NULL,
  pass_id {uuid} REFERENCES guest_pass (id),
  added_by {uuid} NOT NULL REFERENCES person (id),
  added_at {instant} NOT NULL,
  removed_at {instant}
);
CREATE INDEX meeting_guest_meeting ON meeting_guest (meeting_id, organisation_id);

-- who was there: a seat, a person without one, or a guest
CREATE TABLE meeting_attendance (
  meeting_id {uuid} NOT NULL REFERENCES meeting (id),
  subject_id {uuid} NOT NULL,
  organisation_id {uuid} REFERENCES organisation (id),
  role text NOT NULL,
  noted_by {uuid} REFERENCES person (id),
  noted_at {instant} NOT NULL,
  PRIMARY KEY (meeting_id, subject_id)
);

-- a deputy that stands in at a meeting; taken back, it counts no more
ALTER TABLE substitution ADD COLUMN meeting_id {uuid};
ALTER TABLE substitution ADD COLUMN ended_at {instant};

CREATE TABLE calendar_feed (
  id {uuid} PRIMARY KEY,
  person_id {uuid} NOT NULL REFERENCES person (id),
  token_hash text NOT NULL UNIQUE,
  created_at {instant} NOT NULL,
  ended_at {instant}
);
CREATE INDEX calendar_feed_person ON calendar_feed (person_id);
