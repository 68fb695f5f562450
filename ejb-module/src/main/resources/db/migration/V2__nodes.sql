-- Processes of the cluster, each with a heartbeat. A row is a process, not a name: names are used again after a restart.
CREATE TABLE node (
  incarnation uuid PRIMARY KEY,
  id          text NOT NULL,
  roles       text NOT NULL,
  version     text NOT NULL,
  started     timestamptz NOT NULL DEFAULT now(),
  beat        timestamptz NOT NULL DEFAULT now(),
  -- What it works on and what that takes, at the time of the beat.
  fetching    integer NOT NULL DEFAULT 0,
  processing  integer NOT NULL DEFAULT 0,
  heap_used   bigint NOT NULL DEFAULT 0,
  heap_max    bigint NOT NULL DEFAULT 0,
  cpu         double precision NOT NULL DEFAULT 0
) WITH (fillfactor = 50);

-- Who leased a task that was not sent yet; nobody once the broker has it. If that process dies, the task comes back.
ALTER TABLE task ADD owner uuid;
CREATE INDEX task_owner ON task (owner) WHERE owner IS NOT NULL;

-- Results that came for a URL that was not open any more.
ALTER TABLE job_counter ADD duplicates bigint NOT NULL DEFAULT 0;
