-- The public page of a network.

-- a network's public page: anybody reads it while it is on
ALTER TABLE network ADD COLUMN public_page boolean NOT NULL DEFAULT false;

-- the governing documents shown on it, of those in a room that anybody reads
CREATE TABLE network_page_document (
  network_id {uuid} NOT NULL REFERENCES network (id),
  document_id {uuid} NOT NULL REFERENCES document (id),
  position integer NOT NULL,
  PRIMARY KEY (network_id, document_id)
);
