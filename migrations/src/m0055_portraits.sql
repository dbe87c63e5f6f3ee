-- A picture of each person who wants one.

-- a person's own picture, drawn anew from the photo they gave: its owner's alone to put and take away, seen by those who
-- see them in a directory, and gone at once when their identity is protected or their account is suspended. No part of a
-- room, so that no export of a network takes it along; to be erased with the person
CREATE TABLE portrait (
  person_id {uuid} PRIMARY KEY REFERENCES person (id),
  blob_hash text NOT NULL REFERENCES blob (hash),
  changed_at {instant} NOT NULL
);
CREATE INDEX portrait_blob ON portrait (blob_hash);
