ALTER TABLE page
  -- The answer's header fields, one a line.
  ADD headers       text,
  -- Its validators, with which a later job asks whether the page has changed (RFC 9110, section 8.8).
  ADD etag          text,
  ADD last_modified text;

-- Answered with 304, a part of those that were fetched.
ALTER TABLE job_counter ADD not_modified bigint NOT NULL DEFAULT 0;
