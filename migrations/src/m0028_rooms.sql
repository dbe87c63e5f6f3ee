-- Rooms for an audience of their own, named working groups, and guests by mail.

-- rooms that coordinators make: what they are for; a working group's ends by itself after its last day
ALTER TABLE room ADD COLUMN purpose text NOT NULL DEFAULT '';
ALTER TABLE room ADD COLUMN ends_on {day};
ALTER TABLE room ADD COLUMN revision bigint NOT NULL DEFAULT 1;

-- who is in a working group: a person, by a seat of theirs, and no longer than they have it
CREATE TABLE working_group_member (
  id {uuid} PRIMARY KEY,
  room_id {uuid} NOT NULL REFERENCES room (id),
  person_id {uuid} NOT NULL REFERENCES person (id),
  seat_id {uuid} NOT NULL REFERENCES seat (id),
  from_day {day} NOT NULL,
  to_day {day},
  added_by {uuid} REFERENCES person (id),
  ended_by {uuid} REFERENCES person (id),
  created_at {instant} NOT NULL
);
CREATE INDEX working_group_member_room ON working_group_member (room_id, person_id);
CREATE INDEX working_group_member_person ON working_group_member (person_id);
CREATE UNIQUE INDEX working_group_member_open ON working_group_member (room_id, person_id, seat_id)
  WHERE to_day IS NULL;

-- guests by mail: which invitation a pass came of, and who ended it
ALTER TABLE guest_pass ADD COLUMN invitation_id {uuid} REFERENCES invitation (id);
ALTER TABLE guest_pass ADD COLUMN ended_by {uuid} REFERENCES person (id);
CREATE INDEX guest_pass_room ON guest_pass (room_id, to_day);

-- one open invitation to a room for each address
CREATE INDEX invitation_room ON invitation (room_id, created_at);
CREATE UNIQUE INDEX invitation_open_room ON invitation (room_id, address)
  WHERE room_id IS NOT NULL AND accepted_at IS NULL AND withdrawn_at IS NULL;
