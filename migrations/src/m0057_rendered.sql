-- Which renderer all stored texts have been through.

-- the renderer that all stored texts have been through: those of an older one are made anew
ALTER TABLE installation ADD COLUMN renderer_version integer NOT NULL DEFAULT 2;
