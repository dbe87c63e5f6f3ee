-- What a network stands for, and who assigned whom.

-- what a network stands for, whom to ask, how many members it takes
ALTER TABLE network ADD COLUMN stands_for text NOT NULL DEFAULT '';
ALTER TABLE network ADD COLUMN contact text NOT NULL DEFAULT '';
ALTER TABLE network ADD COLUMN most_members integer;
ALTER TABLE network ADD COLUMN revision bigint NOT NULL DEFAULT 1;

-- who assigned them
ALTER TABLE assignment ADD COLUMN assigned_by {uuid};
ALTER TABLE assignment ADD COLUMN ended_by {uuid};
