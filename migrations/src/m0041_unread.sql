-- An index by which unread is counted.

-- how many conversations of a room hold anything at all is counted from here alone, however long their rows are
CREATE INDEX conversation_said ON conversation (room_id, last_position);
