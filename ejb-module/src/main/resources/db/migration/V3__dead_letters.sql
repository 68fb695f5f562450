-- Messages whose work failed by their own fault; a row goes when the message succeeds or is a dead letter.
CREATE TABLE message_failure (
  message  text PRIMARY KEY,
  failures integer NOT NULL DEFAULT 0,
  -- The failure that was counted last: a commit that is made again, since nobody knew of the first, counts once.
  counted  uuid,
  -- How often it was begun alone, under suspicion of ending its node, without coming to an end.
  begun    integer NOT NULL DEFAULT 0,
  error    text,
  node     text NOT NULL,
  at       timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX message_failure_at ON message_failure (at);

-- URLs that were settled as dead-letter, with what it takes to open them again when a replayed message has a result.
CREATE TABLE dead_url (
  id      uuid PRIMARY KEY,
  host_id bigint NOT NULL,
  attempt integer NOT NULL
);
