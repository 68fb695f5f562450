-- How many of a page's links are not among its outlinks, since it has too many or they are too long; NULL for none.
ALTER TABLE page ADD outlinks_dropped integer;

-- Which page of a job was the first with these bytes, of which none are kept.
CREATE INDEX page_digest_duplicates ON page (digest, job, fetched_at) WHERE digest IS NOT NULL;
DROP INDEX page_digest;
