-- a person may keep their reading out of what authors are told about organisations
ALTER TABLE person ADD COLUMN tells_seen boolean NOT NULL DEFAULT true;
