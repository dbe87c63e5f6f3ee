-- What Office files look like as pages.

-- what a file looks like as pages, made once for the same bytes by a program beside this one; without blob_hash it could
-- not be made, and why. Derived: exports take the original along and not this, and it goes with the bytes it was made of
CREATE TABLE rendition (
  source_hash text PRIMARY KEY REFERENCES blob (hash),
  blob_hash text REFERENCES blob (hash),
  thumbnail_hash text REFERENCES blob (hash),
  size bigint NOT NULL,
  pages integer NOT NULL,
  refused text,
  made_at {instant} NOT NULL
);
CREATE INDEX rendition_blob ON rendition (blob_hash);
CREATE INDEX rendition_thumbnail ON rendition (thumbnail_hash);

-- the words of its pages, where those are counted otherwise than in the file
CREATE TABLE rendition_page (
  source_hash text NOT NULL REFERENCES rendition (source_hash),
  number integer NOT NULL,
  heading text,
  text text NOT NULL,
  PRIMARY KEY (source_hash, number)
);

-- the version is shown as those pages; that the same bytes have been here before is told to nobody
ALTER TABLE document_version ADD COLUMN drawn boolean NOT NULL DEFAULT false;
