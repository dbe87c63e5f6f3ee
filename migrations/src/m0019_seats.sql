-- Seats that say what they are for and may end, appointments, invitations by mail.

-- a seat says what it is for, and may end; it changes under a revision
ALTER TABLE seat ADD COLUMN mandate text NOT NULL DEFAULT '';
ALTER TABLE seat ADD COLUMN revision bigint NOT NULL DEFAULT 1;
ALTER TABLE seat ADD COLUMN to_day {day};

-- who appointed a holder, when, and where that is to be read
ALTER TABLE seat_holding ADD COLUMN appointed_on {day};
ALTER TABLE seat_holding ADD COLUMN reference text;
ALTER TABLE seat_holding ADD COLUMN document_id {uuid} REFERENCES document (id);

-- an invitation by mail: to one address, for one seat or one room, used once; only the hash of its link is kept
CREATE TABLE invitation (
  id {uuid} PRIMARY KEY,
  network_id {uuid} NOT NULL REFERENCES network (id),
  seat_id {uuid} REFERENCES seat (id),
  role text,
  room_id {uuid} REFERENCES room (id),
  writes boolean,
  name text NOT NULL,
  email text NOT NULL,
  address text NOT NULL,
  language text NOT NULL,
  from_day {day} NOT NULL,
  to_day {day},
  appointed_by text,
  appointed_on {day},
  reference text,
  document_id {uuid} REFERENCES document (id),
  token_hash text NOT NULL,
  invited_by {uuid} REFERENCES person (id),
  created_at {instant} NOT NULL,
  expires_at {instant} NOT NULL,
  accepted_at {instant},
  accepted_by {uuid} REFERENCES person (id),
  withdrawn_at {instant},
  withdrawn_by {uuid} REFERENCES person (id),
  CHECK ((seat_id IS NULL) <> (room_id IS NULL)),
  CHECK ((seat_id IS NULL) = (role IS NULL)),
  CHECK ((room_id IS NULL) = (writes IS NULL))
);
CREATE UNIQUE INDEX invitation_token ON invitation (token_hash);
CREATE INDEX invitation_seat ON invitation (seat_id, created_at);
CREATE INDEX invitation_network ON invitation (network_id, created_at);
CREATE UNIQUE INDEX invitation_open ON invitation (seat_id, role, address)
  WHERE accepted_at IS NULL AND withdrawn_at IS NULL;
