-- A meeting that is cancelled.

-- a meeting that is cancelled, until it is held after all; what was done to it stands in meeting_act
ALTER TABLE meeting ADD COLUMN cancelled_at {instant};
ALTER TABLE meeting ADD COLUMN cancelled_reason text
