-- Writing: calling upon everybody, and what is attached to a draft.

-- when everybody in a room was last called upon: once in ten minutes
CREATE TABLE everyone_called (
  room_id {uuid} PRIMARY KEY REFERENCES room (id),
  message_id {uuid} NOT NULL,
  called_at {instant} NOT NULL
);
ALTER TABLE draft ADD COLUMN attachments {json};
