-- Agreements, and the decisions of organisations to take part.

-- what the organisations of a network agree on for a period; its text has versions
CREATE TABLE agreement (
  id {uuid} PRIMARY KEY,
  network_id {uuid} NOT NULL REFERENCES network (id),
  title text NOT NULL,
  from_day {day} NOT NULL,
  to_day {day},
  version bigint NOT NULL,
  revision bigint NOT NULL,
  renews_id {uuid} REFERENCES agreement (id),
  created_at {instant} NOT NULL
);
CREATE INDEX agreement_network ON agreement (network_id, from_day);
CREATE UNIQUE INDEX agreement_renews ON agreement (renews_id);

CREATE TABLE agreement_version (
  agreement_id {uuid} NOT NULL REFERENCES agreement (id),
  number bigint NOT NULL,
  text text NOT NULL,
  html text NOT NULL,
  renderer_version integer NOT NULL,
  author_id {uuid} REFERENCES person (id),
  standing text NOT NULL,
  written_at {instant} NOT NULL,
  PRIMARY KEY (agreement_id, number)
);

-- an organisation's decision to take part; the row with the highest number counts, those before it are its history
CREATE TABLE adoption (
  agreement_id {uuid} NOT NULL REFERENCES agreement (id),
  organisation_id {uuid} NOT NULL REFERENCES organisation (id),
  number bigint NOT NULL,
  version bigint NOT NULL,
  body text NOT NULL,
  decided_on {day} NOT NULL,
  reference text NOT NULL,
  document_id {uuid} REFERENCES document (id),
  withdrawn boolean NOT NULL,
  recorded_by {uuid} REFERENCES person (id),
  standing text NOT NULL,
  recorded_at {instant} NOT NULL,
  PRIMARY KEY (agreement_id, organisation_id, number)
);
