-- what is chosen beside the words of what is being written
ALTER TABLE draft ADD COLUMN answers {uuid};
ALTER TABLE draft ADD COLUMN ask_seen boolean NOT NULL DEFAULT FALSE;
ALTER TABLE draft ADD COLUMN thread_kind text;
ALTER TABLE draft ADD COLUMN due_on {day};
ALTER TABLE draft ADD COLUMN organisations {json};
ALTER TABLE draft ADD COLUMN voting text;
ALTER TABLE draft ADD COLUMN closes_at {instant};

-- up to when somebody has seen which threads were moved to where they do not read
ALTER TABLE person ADD COLUMN moved_seen_at {instant};
