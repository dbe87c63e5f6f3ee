-- When governing texts are to be revisited.

-- the day a governing document or an agreement is to be looked over again: one that is open, and those before it, with what
-- became of each: looked over, moved to another day, or given up
CREATE TABLE revisit (
  id {uuid} PRIMARY KEY,
  network_id {uuid} NOT NULL REFERENCES network (id),
  document_id {uuid} REFERENCES document (id),
  agreement_id {uuid} REFERENCES agreement (id),
  due_on {day} NOT NULL,
  set_by {uuid} REFERENCES person (id),
  set_at {instant} NOT NULL,
  closed_by {uuid} REFERENCES person (id),
  closed_at {instant},
  outcome text,
  CHECK ((document_id IS NULL) <> (agreement_id IS NULL)),
  CHECK ((closed_at IS NULL) = (outcome IS NULL))
);
CREATE UNIQUE INDEX revisit_document ON revisit (document_id) WHERE closed_at IS NULL;
CREATE UNIQUE INDEX revisit_agreement ON revisit (agreement_id) WHERE closed_at IS NULL;
CREATE INDEX revisit_network ON revisit (network_id, due_on) WHERE closed_at IS NULL;
CREATE INDEX revisit_of_document ON revisit (document_id, closed_at);
CREATE INDEX revisit_of_agreement ON revisit (agreement_id, closed_at);
