-- The notes of a meeting, taken together.

-- the notes of a meeting: what has been merged up to a number, and each piece written after it
CREATE TABLE note (
  meeting_id {uuid} PRIMARY KEY REFERENCES meeting (id),
  merged {bytes} NOT NULL,
  merged_n bigint NOT NULL,
  last_n bigint NOT NULL,
  size bigint NOT NULL,
  began_at {instant} NOT NULL,
  changed_at {instant} NOT NULL,
  closed_at {instant}
);
CREATE TABLE note_update (
  meeting_id {uuid} NOT NULL REFERENCES note (meeting_id),
  n bigint NOT NULL,
  piece {bytes} NOT NULL,
  written_at {instant} NOT NULL,
  PRIMARY KEY (meeting_id, n)
);

-- who has written in them, under which standing: the pieces are merged, this stays
CREATE TABLE note_writer (
  meeting_id {uuid} NOT NULL REFERENCES note (meeting_id),
  person_id {uuid} NOT NULL REFERENCES person (id),
  standing text NOT NULL,
  organisation_id {uuid} REFERENCES organisation (id),
  seat_id {uuid} REFERENCES seat (id),
  first_at {instant} NOT NULL,
  last_at {instant} NOT NULL,
  PRIMARY KEY (meeting_id, person_id, standing)
);
