-- who was ever mentioned stays noted, so that nobody is told twice; the instant says which edit mentioned them first
ALTER TABLE message_mention ADD COLUMN withdrawn boolean NOT NULL DEFAULT false;
ALTER TABLE message_mention ADD COLUMN added_at {instant};
