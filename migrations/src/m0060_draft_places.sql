-- Where something new is to stand.

-- the room that has been chosen, where it is another than the usual one, and the further networks of an information
ALTER TABLE draft ADD COLUMN room_id {uuid};
ALTER TABLE draft ADD COLUMN networks {json};
