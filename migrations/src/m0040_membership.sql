-- How many seats of each kind there are, and organisations that were invited.

-- how many seats of each kind an organisation may have; none without a limit
ALTER TABLE network ADD COLUMN most_officials integer;
ALTER TABLE network ADD COLUMN most_elected integer;

-- an organisation that a coordinator has invited to say that it would like to join: to whom, in which words
CREATE TABLE organisation_invitation (
  id {uuid} PRIMARY KEY,
  network_id {uuid} NOT NULL REFERENCES network (id),
  organisation_id {uuid} NOT NULL REFERENCES organisation (id),
  name text NOT NULL,
  email text NOT NULL,
  address text NOT NULL,
  language text NOT NULL,
  word text NOT NULL,
  invited_by {uuid} NOT NULL REFERENCES person (id),
  invited_at {instant} NOT NULL
);
CREATE INDEX organisation_invitation_network ON organisation_invitation (network_id, organisation_id, invited_at);
