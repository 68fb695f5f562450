-- Links in a row that led here without leaving its area: a part of a site whose URLs differ by a number or a query.
ALTER TABLE url ADD stay integer NOT NULL DEFAULT 0;

-- Areas that may be without end, and those that were shut because of it. Only pages far inside an area touch its row.
CREATE TABLE trap_watch (
  job       integer NOT NULL REFERENCES job ON DELETE CASCADE,
  area      text NOT NULL,
  -- watched; ripe: the counts say so, to be judged; shut: what is queued of it is being excluded; swept: nothing is left.
  state     text NOT NULL DEFAULT 'watched',
  -- Since the last page of it that led out of it: pages, those of them that led to more of it, and of these the deep ones.
  requests  bigint NOT NULL,
  growing   bigint NOT NULL,
  deep      bigint NOT NULL,
  useful_at timestamptz,
  -- The last page of it that led to more of it.
  example   text,
  rule      text,
  shut_at   timestamptz,
  excluded  bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (job, area)
) WITH (fillfactor = 70);
CREATE INDEX trap_watch_pending ON trap_watch (job) WHERE state IN ('ripe', 'shut');
