-- documents that stand beside the conversations of their room: part of the document, and taken out with it
ALTER TABLE document ADD COLUMN pinned_at {instant};
