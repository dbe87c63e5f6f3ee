-- Searches that are kept and tell of what is new, and the words that mean the same in a network.

-- searches that somebody keeps, and what has come since that fits them
CREATE TABLE saved_search (
  id {uuid} PRIMARY KEY,
  person_id {uuid} NOT NULL REFERENCES person (id),
  name text NOT NULL,
  asked {json} NOT NULL,
  tells text NOT NULL,
  created_at {instant} NOT NULL
);
CREATE INDEX saved_search_person ON saved_search (person_id, created_at);

CREATE TABLE saved_search_match (
  saved_search_id {uuid} NOT NULL REFERENCES saved_search (id),
  kind text NOT NULL,
  object_id {uuid} NOT NULL,
  page integer NOT NULL,
  found_at {instant} NOT NULL,
  seen_at {instant},
  PRIMARY KEY (saved_search_id, kind, object_id)
);
CREATE INDEX saved_search_match_unseen ON saved_search_match (saved_search_id, found_at) WHERE seen_at IS NULL;

ALTER TABLE mail ADD COLUMN saved_search_id {uuid};

-- words that mean the same in a network: each change is a row, the one without an end holds
CREATE TABLE synonym_list (
  id {uuid} PRIMARY KEY,
  network_id {uuid} NOT NULL REFERENCES network (id),
  revision bigint NOT NULL,
  groups {json} NOT NULL,
  changed_by {uuid} REFERENCES person (id),
  since {instant} NOT NULL,
  until {instant}
);
CREATE UNIQUE INDEX synonym_list_now ON synonym_list (network_id) WHERE until IS NULL;
