-- Jobs. `num` is the short name inside the database: the first 32 bits of the id of each of the job's URLs.
CREATE TABLE job (
  num           integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id            uuid NOT NULL UNIQUE,
  name          text,
  request       text NOT NULL,
  state         text NOT NULL,
  reason        text,
  created       timestamptz NOT NULL,
  started       timestamptz,
  finished      timestamptz,
  deleted       boolean NOT NULL DEFAULT false,
  max_pages     bigint,
  -- The budget that leases reserve from (maxPages): URLs requested or about to be.
  requested     bigint NOT NULL DEFAULT 0,
  -- Raised when a redirecting seed widens the scope, so that every node builds its scope anew.
  scope_version integer NOT NULL DEFAULT 0
);
CREATE INDEX job_unfinished ON job (num) WHERE finished IS NULL OR deleted;

-- Hosts that came into scope because a seed redirected to them.
CREATE TABLE job_scope (
  id  uuid PRIMARY KEY,
  job integer NOT NULL REFERENCES job ON DELETE CASCADE,
  url text NOT NULL
);
CREATE INDEX job_scope_job ON job_scope (job);

CREATE TABLE idempotency_key (
  key     text PRIMARY KEY,
  job     integer NOT NULL REFERENCES job ON DELETE CASCADE,
  digest  bytea NOT NULL,
  created timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idempotency_key_created ON idempotency_key (created);

-- Deltas in rows per shard, summed on reading, so that writers do not queue for one row.
CREATE TABLE job_counter (
  job        integer NOT NULL REFERENCES job ON DELETE CASCADE,
  shard      smallint NOT NULL,
  discovered bigint NOT NULL DEFAULT 0,
  fetched    bigint NOT NULL DEFAULT 0,
  redirected bigint NOT NULL DEFAULT 0,
  failed     bigint NOT NULL DEFAULT 0,
  excluded   bigint NOT NULL DEFAULT 0,
  bytes      bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (job, shard)
) WITH (fillfactor = 50);

-- Scheme, name and port; what politeness is kept by.
CREATE TABLE host (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  origin       text NOT NULL UNIQUE,
  -- The start or end of its last request, whichever is later: the delay runs from here.
  last_contact timestamptz NOT NULL DEFAULT '-infinity'
) WITH (fillfactor = 50);

-- Every URL that a job has met, once. Rows hardly change: what is open lives in open_url, what came of it in page.
CREATE TABLE url (
  id       uuid PRIMARY KEY,
  url      text NOT NULL,
  depth    integer NOT NULL,
  hops     integer NOT NULL,
  referrer uuid,
  -- The rule that keeps it out, where one does.
  excluded text
);

-- The frontier: URLs that are queued (task is null) or leased (in that task). Settling deletes the row.
CREATE TABLE open_url (
  id      uuid PRIMARY KEY,
  job     integer NOT NULL,
  host_id bigint NOT NULL,
  depth   integer NOT NULL,
  seq     bigint GENERATED ALWAYS AS IDENTITY,
  attempt integer NOT NULL DEFAULT 0,
  waits   integer NOT NULL DEFAULT 0,
  due_at  timestamptz NOT NULL DEFAULT '-infinity',
  task    uuid
) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000,
        autovacuum_analyze_scale_factor = 0.05);
CREATE INDEX open_url_queue ON open_url (job, host_id, depth, seq) WHERE task IS NULL;
CREATE INDEX open_url_task ON open_url (task) WHERE task IS NOT NULL;

-- One row for each job on each host: how many URLs wait, how politely, and when the next may be taken
-- (infinity: nothing to take, all connections are in use until one is released, or the job is held).
CREATE TABLE host_queue (
  job         integer NOT NULL,
  host_id     bigint NOT NULL,
  queued      bigint NOT NULL,
  due_at      timestamptz NOT NULL,
  delay_ms    bigint NOT NULL,
  connections integer NOT NULL,
  held        boolean NOT NULL DEFAULT false,
  PRIMARY KEY (job, host_id)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);
CREATE INDEX host_queue_due ON host_queue (due_at);
CREATE INDEX host_queue_host ON host_queue (host_id);

-- What was leased together and goes to a fetcher as one message: it holds one of the host's connections while `open`.
CREATE TABLE task (
  id          uuid PRIMARY KEY,
  job         integer NOT NULL,
  host_id     bigint NOT NULL,
  open        boolean NOT NULL DEFAULT true,
  lease_until timestamptz NOT NULL
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
CREATE INDEX task_host ON task (host_id) WHERE open;
CREATE INDEX task_lease ON task (lease_until);

-- Bodies, once for each digest over all jobs, compressed once by whoever fetched them.
CREATE TABLE content (
  sha256   bytea PRIMARY KEY,
  encoding text,
  body     bytea NOT NULL
);
ALTER TABLE content ALTER body SET STORAGE EXTERNAL;

-- One row for every URL that ended with an answer or with a failure.
CREATE TABLE page (
  id           uuid PRIMARY KEY,
  job          integer NOT NULL,
  seq          bigint GENERATED ALWAYS AS IDENTITY,
  status       integer,
  error        text,
  detail       text,
  content_type text,
  charset      text,
  bytes        bigint,
  sha256       bytea REFERENCES content,
  title        text,
  lang         text,
  location     text,
  fetched_at   timestamptz NOT NULL,
  duration_ms  bigint NOT NULL,
  node         text NOT NULL,
  -- One URL a line, deflated.
  outlinks     bytea
);
ALTER TABLE page ALTER outlinks SET STORAGE EXTERNAL;
CREATE INDEX page_newest ON page (job, seq);
CREATE INDEX page_content ON page (sha256) WHERE sha256 IS NOT NULL;

-- Numbers the events of all jobs and nodes.
CREATE SEQUENCE event_seq;

-- Facts of the installation: the digest of the administrator's token.
CREATE TABLE setting (
  name  text PRIMARY KEY,
  value text NOT NULL
);
