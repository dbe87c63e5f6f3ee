-- When an organisation was last reminded of its conditions.

-- when a coordinator last reminded an organisation that its conditions are to be confirmed
ALTER TABLE participation ADD COLUMN conditions_reminded_at {instant};
