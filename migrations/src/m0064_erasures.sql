-- Who has been erased.

-- an id without anything to it, so that it is told from one that never was, and erased anew in a database that is older; it
-- stays with the record
CREATE TABLE erasure (
  person_id {uuid} PRIMARY KEY REFERENCES person (id),
  erased_by {uuid} REFERENCES person (id),
  erased_at {instant} NOT NULL
);
