-- People who have signed in by a browser. A row counts for twelve hours after its last use, and for one token only.
CREATE TABLE browser_session (
  -- SHA-256 of the session's id, which only the browser has.
  id      bytea PRIMARY KEY,
  -- Of the administrator's token and the session's id together: with another token it is another one.
  bound   bytea NOT NULL,
  created timestamptz NOT NULL DEFAULT now(),
  -- Noted once a minute at the most.
  used    timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX browser_session_used ON browser_session (used);

-- A job's counters as they were at some times; at most 512 of a job. Without a foreign key, since all running jobs get a
-- row at once, and each would be locked.
CREATE TABLE job_history (
  job        integer NOT NULL,
  -- Counts intervals of ten seconds in which the job ran.
  tick       integer NOT NULL,
  -- To the next one, in ticks: doubled whenever every second row goes.
  step       integer NOT NULL,
  at         timestamptz NOT NULL,
  discovered bigint NOT NULL,
  in_flight  bigint NOT NULL,
  fetched    bigint NOT NULL,
  redirected bigint NOT NULL,
  failed     bigint NOT NULL,
  excluded   bigint NOT NULL,
  bytes      bigint NOT NULL,
  PRIMARY KEY (job, tick)
);
