-- What people tell of themselves, those at home, and what organisations were called.

-- what somebody tells of themself to those they share a network with, and who sees each part
CREATE TABLE profile (
  person_id {uuid} PRIMARY KEY REFERENCES person (id),
  task text NOT NULL,
  task_seen text NOT NULL,
  ask_about text NOT NULL,
  ask_about_seen text NOT NULL,
  phone text NOT NULL,
  phone_seen text NOT NULL,
  email_seen text NOT NULL,
  found_by text NOT NULL,
  changed_at {instant} NOT NULL,
  revision bigint NOT NULL
);

-- what coordinators say of somebody in a network
CREATE TABLE person_tag (
  id {uuid} PRIMARY KEY,
  network_id {uuid} NOT NULL REFERENCES network (id),
  person_id {uuid} NOT NULL REFERENCES person (id),
  tag text NOT NULL,
  tag_folded text NOT NULL,
  given_by {uuid},
  given_at {instant} NOT NULL,
  taken_by {uuid},
  taken_at {instant}
);
CREATE INDEX person_tag_network ON person_tag (network_id, person_id);

-- those at home whom an organisation passes things on to; they have no account, and who has been taken away is forgotten
CREATE TABLE home_group_recipient (
  id {uuid} PRIMARY KEY,
  network_id {uuid} NOT NULL REFERENCES network (id),
  organisation_id {uuid} NOT NULL REFERENCES organisation (id),
  name text NOT NULL,
  name_key text NOT NULL,
  address text NOT NULL,
  consent text NOT NULL,
  added_by {uuid},
  added_at {instant} NOT NULL,
  ended_at {instant}
);
CREATE INDEX home_group_recipient_organisation ON home_group_recipient (network_id, organisation_id);

-- what an organisation has been called, each name from a day to a day; organisation.name is the present one
CREATE TABLE organisation_former_name (
  id {uuid} PRIMARY KEY,
  organisation_id {uuid} NOT NULL REFERENCES organisation (id),
  name text NOT NULL,
  name_folded text NOT NULL,
  to_day {day} NOT NULL,
  noted_by {uuid},
  noted_at {instant} NOT NULL
);
CREATE INDEX organisation_former_name_organisation ON organisation_former_name (organisation_id, to_day);
ALTER TABLE organisation ADD COLUMN revision bigint NOT NULL DEFAULT 1;
