-- Before a meeting: the question box, themes to choose among, reminders.

-- the question box before a meeting: named, or put by way of a coordinator, who puts it forward without a name
CREATE TABLE meeting_question (
  id {uuid} PRIMARY KEY,
  meeting_id {uuid} NOT NULL REFERENCES meeting (id),
  text text NOT NULL,
  named boolean NOT NULL,
  person_id {uuid} NOT NULL REFERENCES person (id),
  seat_id {uuid} REFERENCES seat (id),
  organisation_id {uuid} REFERENCES organisation (id),
  standing text NOT NULL,
  asked_at {instant} NOT NULL,
  forwarded_at {instant},
  forwarded_by {uuid} REFERENCES person (id),
  withdrawn_at {instant}
);
CREATE INDEX meeting_question_meeting ON meeting_question (meeting_id, asked_at);

-- what a meeting could be about; each organisation wants some of them
CREATE TABLE meeting_theme (
  id {uuid} PRIMARY KEY,
  meeting_id {uuid} NOT NULL REFERENCES meeting (id),
  title text NOT NULL,
  person_id {uuid} NOT NULL REFERENCES person (id),
  organisation_id {uuid} REFERENCES organisation (id),
  proposed_at {instant} NOT NULL,
  withdrawn_at {instant}
);
CREATE INDEX meeting_theme_meeting ON meeting_theme (meeting_id, proposed_at);

CREATE TABLE theme_voice (
  id {uuid} PRIMARY KEY,
  theme_id {uuid} NOT NULL REFERENCES meeting_theme (id),
  organisation_id {uuid} NOT NULL REFERENCES organisation (id),
  person_id {uuid} NOT NULL REFERENCES person (id),
  seat_id {uuid} REFERENCES seat (id),
  standing text NOT NULL,
  cast_at {instant} NOT NULL,
  withdrawn_at {instant}
);
CREATE UNIQUE INDEX theme_voice_one ON theme_voice (theme_id, organisation_id) WHERE withdrawn_at IS NULL;

ALTER TABLE meeting ADD COLUMN reminded_at {instant};
