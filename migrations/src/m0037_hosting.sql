-- In which order members host, and what one host leaves for the next.

-- in which order members are to host: each agreed order is a row, the newest counts
CREATE TABLE host_order (
  network_id {uuid} NOT NULL REFERENCES network (id),
  number bigint NOT NULL,
  turns {json} NOT NULL,
  person_id {uuid} NOT NULL REFERENCES person (id),
  at {instant} NOT NULL,
  PRIMARY KEY (network_id, number)
);

-- what the host of a meeting leaves for the next: a checklist and a letter; the newest counts
CREATE TABLE host_handover (
  meeting_id {uuid} NOT NULL REFERENCES meeting (id),
  number bigint NOT NULL,
  items {json} NOT NULL,
  letter text NOT NULL,
  html text NOT NULL,
  person_id {uuid} NOT NULL REFERENCES person (id),
  at {instant} NOT NULL,
  PRIMARY KEY (meeting_id, number)
)
