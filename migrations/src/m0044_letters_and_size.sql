-- What letters, sizes and public pages need.

-- how many live where an organisation is, where a register says
ALTER TABLE organisation ADD COLUMN inhabitants integer;

-- the public page is set apart from what a network says of itself: neither refuses the other
ALTER TABLE network ADD COLUMN page_revision bigint NOT NULL DEFAULT 1;

-- a letter to chosen seats goes after a short while, in which it can be taken back
ALTER TABLE mailing ADD COLUMN goes_at {instant};
ALTER TABLE mailing ADD COLUMN taken_back_at {instant};
ALTER TABLE mailing ADD COLUMN taken_back_by {uuid} REFERENCES person (id);
