-- Whom an edit mentions is told once; what is hidden beside messages.

-- who was ever mentioned stays noted, so that nobody is told twice; the instant says which edit mentioned them first
ALTER TABLE message_mention ADD COLUMN withdrawn boolean NOT NULL DEFAULT false;
ALTER TABLE message_mention ADD COLUMN added_at {instant};

-- what people write beside messages is flagged and hidden as they are: the flag hangs on the conversation's first message
ALTER TABLE flag ADD COLUMN kind text NOT NULL DEFAULT 'message';
ALTER TABLE flag ADD COLUMN part_id {uuid};
UPDATE flag SET part_id = message_id;
DROP INDEX flag_open;
CREATE UNIQUE INDEX flag_waiting ON flag (message_id, flagged_by, kind, part_id) WHERE settled_at IS NULL;

ALTER TABLE ask_answer ADD COLUMN hidden_reason text;
ALTER TABLE ask_answer ADD COLUMN hidden_by {uuid} REFERENCES person (id);
ALTER TABLE ask_answer ADD COLUMN hidden_at {instant};
ALTER TABLE voice ADD COLUMN hidden_reason text;
ALTER TABLE voice ADD COLUMN hidden_by {uuid} REFERENCES person (id);
ALTER TABLE voice ADD COLUMN hidden_at {instant};
ALTER TABLE summary_version ADD COLUMN hidden_reason text;
ALTER TABLE summary_version ADD COLUMN hidden_by {uuid} REFERENCES person (id);
ALTER TABLE summary_version ADD COLUMN hidden_at {instant};

-- what tells what was done to a conversation stays as it is
ALTER TABLE message ADD COLUMN notice boolean NOT NULL DEFAULT false;
UPDATE message SET notice = true WHERE id IN (SELECT notice_id FROM conversation_move WHERE notice_id IS NOT NULL);
