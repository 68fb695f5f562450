-- Limits at which a job ends, so that one question finds the jobs, of thousands, that are to be looked at.
ALTER TABLE job ADD max_bytes bigint, ADD max_seconds bigint;
UPDATE job SET max_bytes = (request::jsonb #>> '{scope,maxBytes}')::bigint,
  max_seconds = extract(epoch FROM (request::jsonb #>> '{scope,maxDuration}')::interval)::bigint;
