-- Requests after which a URL was tried again, in their order from 0. The last one of a URL is its row in page.
CREATE TABLE attempt (
  id          uuid NOT NULL,
  attempt     integer NOT NULL,
  at          timestamptz NOT NULL,
  node        text NOT NULL,
  status      integer,
  error       text,
  detail      text,
  duration_ms bigint NOT NULL,
  PRIMARY KEY (id, attempt)
);

-- What the rule in `excluded` said, where the job's request cannot say it again: a line of robots.txt.
ALTER TABLE url ADD detail text;
