-- The instant at which somebody's part was ended at once.

-- what is ended at once counts no more from an instant on; its last day, the one before, does not tell when that was
ALTER TABLE participation ADD COLUMN ended_at {instant};
ALTER TABLE seat ADD COLUMN ended_at {instant};
ALTER TABLE seat_holding ADD COLUMN ended_at {instant};
ALTER TABLE assignment ADD COLUMN ended_at {instant};
ALTER TABLE working_group_member ADD COLUMN ended_at {instant};
