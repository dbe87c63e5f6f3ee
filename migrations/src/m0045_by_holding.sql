-- Membership of a working group is by a holding of a seat.

-- who is in a working group is so by a seat, for as long as they have it without a break: by that holding of it
ALTER TABLE assignment ADD COLUMN holding_id {uuid} REFERENCES seat_holding (id);
UPDATE assignment SET holding_id = (SELECT h.id FROM seat_holding h JOIN seat s ON s.id = h.seat_id
  WHERE h.person_id = assignment.person_id AND s.network_id = assignment.network_id
  AND (h.to_day IS NULL OR h.to_day >= assignment.from_day)
  AND (assignment.to_day IS NULL OR h.from_day <= assignment.to_day)
  ORDER BY h.role DESC, CASE WHEN h.to_day IS NULL THEN 0 ELSE 1 END, h.to_day DESC, h.id LIMIT 1)
  WHERE role = 'working_group';

ALTER TABLE working_group_member ADD COLUMN holding_id {uuid} REFERENCES seat_holding (id);
UPDATE working_group_member SET holding_id = (SELECT h.id FROM seat_holding h
  WHERE h.person_id = working_group_member.person_id AND h.seat_id = working_group_member.seat_id
  AND h.from_day <= working_group_member.from_day
  AND (h.to_day IS NULL OR h.to_day >= working_group_member.from_day)
  ORDER BY h.role DESC, CASE WHEN h.to_day IS NULL THEN 0 ELSE 1 END, h.to_day DESC, h.id LIMIT 1);
