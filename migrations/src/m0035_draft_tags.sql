-- Themes and articles of what is being written.

-- what a thread that is being written is to be about
ALTER TABLE draft ADD COLUMN themes text;
ALTER TABLE draft ADD COLUMN articles {json};
