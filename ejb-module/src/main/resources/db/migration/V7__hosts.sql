-- How a host is doing, over all jobs and nodes.
ALTER TABLE host
  -- Not to be contacted before: it asked for a pause, or was put aside.
  ADD not_before     timestamptz NOT NULL DEFAULT '-infinity',
  -- Failures in a row that count against it, and how often it was put aside, since its last answer.
  ADD failures       integer NOT NULL DEFAULT 0,
  ADD rounds         integer NOT NULL DEFAULT 0,
  -- The last of these failures, for people.
  ADD trouble        text,
  -- Until when its robots.txt may be used; it is asked for before anything else once that is over.
  ADD robots_until   timestamptz NOT NULL DEFAULT '-infinity',
  ADD crawl_delay_ms bigint NOT NULL DEFAULT 0;

-- robots.txt as it was answered. Not in the host's row, which changes with every task.
CREATE TABLE robots (
  host_id      bigint PRIMARY KEY REFERENCES host ON DELETE CASCADE,
  fetched_at   timestamptz NOT NULL DEFAULT now(),
  status       integer NOT NULL,
  content_type text NOT NULL,
  content      bytea NOT NULL,
  cut          boolean NOT NULL
);

ALTER TABLE host_queue
  ADD obeys           boolean NOT NULL DEFAULT true,
  -- Rounds in which the host was put aside, and how often it was asked for robots.txt in vain, while this job waited.
  ADD rounds          integer NOT NULL DEFAULT 0,
  ADD asked           integer NOT NULL DEFAULT 0,
  -- The error that what waits here is about to end with, since the host is given up for the job.
  ADD given_up        text,
  ADD given_up_detail text;
CREATE INDEX host_queue_given_up ON host_queue (job, host_id) WHERE given_up IS NOT NULL;

-- Waiting for robots.txt is the host's affair now.
ALTER TABLE open_url DROP waits;
