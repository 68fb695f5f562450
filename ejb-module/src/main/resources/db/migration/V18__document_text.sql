-- Text of a document (PDF, office formats), once for each body over all jobs; or why there is none. A row is there only
-- while a page has the body.
CREATE TABLE document_text (
  sha256       bytea PRIMARY KEY,
  text         text,
  title        text,
  author       text,
  pages        integer,
  -- Whether there is more of it than is kept.
  cut          boolean NOT NULL DEFAULT false,
  error        text,
  detail       text,
  extracted_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((text IS NULL) <> (error IS NULL))
);

-- The digest of a body that is not kept, since the job keeps none of its type. (sha256 is that of one that is.)
ALTER TABLE page ADD digest bytea;
CREATE INDEX page_digest ON page (digest) WHERE digest IS NOT NULL;
