-- Joining a network: its conditions, expressions of interest, cases, and what is said of the conditions later.

-- what a network asks of a member; the six that a new network gets are known by their word and named by the interface
CREATE TABLE condition (
  id {uuid} PRIMARY KEY,
  network_id {uuid} NOT NULL REFERENCES network (id),
  position integer NOT NULL,
  word text,
  title text,
  explanation text,
  template_url text,
  mentor_id {uuid} REFERENCES organisation (id),
  since {instant} NOT NULL,
  until {instant}
);
CREATE INDEX condition_network ON condition (network_id, until, position);

INSERT INTO condition (id, network_id, position, word, since)
SELECT {random}, n.id, d.position, d.word, n.created_at FROM network n CROSS JOIN (
  SELECT 1 AS position, 'action_plan' AS word UNION ALL SELECT 2, 'appointed' UNION ALL SELECT 3, 'whole_organisation'
  UNION ALL SELECT 4, 'reported' UNION ALL SELECT 5, 'active' UNION ALL SELECT 6, 'spread') d;

-- an expression of interest whose address has not been confirmed: nobody sees it, and it is gone after a week
CREATE TABLE expression (
  id {uuid} PRIMARY KEY,
  network_id {uuid} NOT NULL REFERENCES network (id),
  organisation_id {uuid} REFERENCES organisation (id),
  organisation_name text NOT NULL,
  name text NOT NULL,
  role text NOT NULL,
  email text NOT NULL,
  email_folded text NOT NULL,
  language text NOT NULL,
  answers {json} NOT NULL,
  message text NOT NULL,
  consent text NOT NULL,
  token_hash text NOT NULL,
  created_at {instant} NOT NULL
);
CREATE UNIQUE INDEX expression_token ON expression (token_hash);
CREATE INDEX expression_email ON expression (email_folded, created_at);
CREATE INDEX expression_network ON expression (network_id, created_at);
CREATE INDEX expression_age ON expression (created_at);

-- how an organisation asks to join ("case" alone is a word of SQL)
CREATE TABLE network_case (
  id {uuid} PRIMARY KEY,
  network_id {uuid} NOT NULL REFERENCES network (id),
  kind text NOT NULL,
  organisation_id {uuid} REFERENCES organisation (id),
  organisation_name text NOT NULL,
  name text NOT NULL,
  role text NOT NULL,
  email text NOT NULL,
  language text NOT NULL,
  message text NOT NULL,
  consent text NOT NULL,
  person_id {uuid} REFERENCES person (id),
  state text NOT NULL,
  decision text,
  revision bigint NOT NULL,
  received_at {instant} NOT NULL,
  changed_at {instant} NOT NULL
);
CREATE INDEX network_case_network ON network_case (network_id, state, received_at);

CREATE TABLE case_act (
  id {uuid} PRIMARY KEY,
  case_id {uuid} NOT NULL REFERENCES network_case (id),
  act text NOT NULL,
  decision text,
  reason text,
  person_id {uuid} REFERENCES person (id),
  at {instant} NOT NULL
);
CREATE INDEX case_act_case ON case_act (case_id, at);

CREATE TABLE case_answer (
  case_id {uuid} NOT NULL REFERENCES network_case (id),
  condition_id {uuid} NOT NULL REFERENCES condition (id),
  state text NOT NULL,
  text text NOT NULL,
  PRIMARY KEY (case_id, condition_id)
);

-- what the coordinators hold of each condition; the newest counts
CREATE TABLE case_check (
  id {uuid} PRIMARY KEY,
  case_id {uuid} NOT NULL REFERENCES network_case (id),
  condition_id {uuid} NOT NULL REFERENCES condition (id),
  state text NOT NULL,
  note text NOT NULL,
  person_id {uuid} REFERENCES person (id),
  at {instant} NOT NULL
);
CREATE INDEX case_check_case ON case_check (case_id, condition_id, at);

CREATE TABLE case_word (
  id {uuid} PRIMARY KEY,
  case_id {uuid} NOT NULL REFERENCES network_case (id),
  from_applicant boolean NOT NULL,
  person_id {uuid} REFERENCES person (id),
  text text NOT NULL,
  at {instant} NOT NULL
);
CREATE INDEX case_word_case ON case_word (case_id, at);

CREATE TABLE case_file (
  id {uuid} PRIMARY KEY,
  case_id {uuid} NOT NULL REFERENCES network_case (id),
  condition_id {uuid} REFERENCES condition (id),
  name text NOT NULL,
  blob_hash text NOT NULL REFERENCES blob (hash),
  size bigint NOT NULL,
  media_type text NOT NULL,
  at {instant} NOT NULL
);
CREATE INDEX case_file_case ON case_file (case_id, at);

-- the applicant's ways in: one for each letter, of which only the hash is kept
CREATE TABLE case_link (
  token_hash text PRIMARY KEY,
  case_id {uuid} NOT NULL REFERENCES network_case (id),
  created_at {instant} NOT NULL,
  expires_at {instant} NOT NULL
);
CREATE INDEX case_link_case ON case_link (case_id);

-- what an organisation, or a coordinator, says of a condition in its participation; the newest counts
CREATE TABLE condition_mark (
  id {uuid} PRIMARY KEY,
  network_id {uuid} NOT NULL REFERENCES network (id),
  organisation_id {uuid} NOT NULL REFERENCES organisation (id),
  condition_id {uuid} NOT NULL REFERENCES condition (id),
  state text NOT NULL,
  text text NOT NULL,
  url text,
  document_id {uuid} REFERENCES document (id),
  dated_on {day},
  by_organisation boolean NOT NULL,
  person_id {uuid} REFERENCES person (id),
  at {instant} NOT NULL
);
CREATE INDEX condition_mark_latest ON condition_mark (network_id, organisation_id, condition_id, at);
