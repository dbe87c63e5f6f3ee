-- What was put into a meeting's room before that made it the meeting's.

-- what lies in a meeting's own room is its documentation, also what was put there before that was so
UPDATE document SET meeting_id = (SELECT r.meeting_id FROM room r WHERE r.id = document.room_id)
  WHERE meeting_id IS NULL
  AND room_id IN (SELECT r.id FROM room r WHERE r.kind = 'meeting' AND r.meeting_id IS NOT NULL);
