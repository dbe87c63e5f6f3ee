-- The copy of an agreement that was signed, of each of its texts.

ALTER TABLE agreement_version ADD COLUMN document_id {uuid} REFERENCES document (id);
