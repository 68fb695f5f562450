ALTER TABLE page
  -- The answer's header fields, one a line.
  ADD headers       text,
  -- Its validators, with which a later job asks whether the page has changed (RFC 9110, section 8.8).
  ADD etag          text,
  ADD last_modified text,
  -- The URL by which the page wants to be known (RFC 6596).
  ADD canonical     text,
  -- Fingerprint of its text, of which near duplicates differ in few bits.
  ADD simhash       bigint;

-- Which page of a job was the first with these bytes.
CREATE INDEX page_duplicates ON page (sha256, job, fetched_at) WHERE sha256 IS NOT NULL;
DROP INDEX page_content;

-- Pages whose fingerprints differ in three bits at the most have one of four bands of them in common.
CREATE INDEX page_band_0 ON page (job, (((simhash >> 0) & 65535)::integer)) WHERE simhash IS NOT NULL;
CREATE INDEX page_band_1 ON page (job, (((simhash >> 16) & 65535)::integer)) WHERE simhash IS NOT NULL;
CREATE INDEX page_band_2 ON page (job, (((simhash >> 32) & 65535)::integer)) WHERE simhash IS NOT NULL;
CREATE INDEX page_band_3 ON page (job, (((simhash >> 48) & 65535)::integer)) WHERE simhash IS NOT NULL;

-- Answered with 304, a part of those that were fetched.
ALTER TABLE job_counter ADD not_modified bigint NOT NULL DEFAULT 0;
