-- Whoever does not want it has no part in which organisations have seen something.

-- a person may keep their reading out of what authors are told about organisations
ALTER TABLE person ADD COLUMN tells_seen boolean NOT NULL DEFAULT true;
