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
