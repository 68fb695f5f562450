-- Nodes that see no space for more work. A row counts for some seconds after `seen`.
CREATE TABLE flow_objection (
  node   text PRIMARY KEY,
  state  text NOT NULL,
  detail text NOT NULL,
  seen   timestamptz NOT NULL
);
