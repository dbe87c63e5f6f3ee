-- Decisions keep their place in the notes; documents are looked up by name.

-- where in the notes a decision or promise stands, from letter to letter, while they are written
ALTER TABLE promise ADD COLUMN begins_at text;
ALTER TABLE promise ADD COLUMN ends_at text;

-- whether a room has a document of that name is asked for every file that comes in
CREATE INDEX document_name ON document (room_id, name_folded);
