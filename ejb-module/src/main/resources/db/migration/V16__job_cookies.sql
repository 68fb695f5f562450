-- Cookies that hosts set in jobs that keep them (RFC 6265 section 5.3). What ends one is written over it, and removed later.
CREATE TABLE job_cookie (
  job       integer NOT NULL REFERENCES job ON DELETE CASCADE,
  -- A host, or a domain without a dot before it.
  domain    text NOT NULL,
  -- SHA-256 of path and name, which may be longer than an index takes.
  id        bytea NOT NULL,
  path      text NOT NULL,
  name      text NOT NULL,
  value     text NOT NULL,
  host_only boolean NOT NULL,
  secure    boolean NOT NULL,
  -- Infinity for one that lasts as long as the job.
  expires   timestamptz NOT NULL,
  created   timestamptz NOT NULL DEFAULT now(),
  -- When the request was made whose answer set it last: an older answer that is stored later changes nothing.
  set_at    timestamptz NOT NULL,
  PRIMARY KEY (job, domain, id)
);
