-- Accounts of jobs whose bandwidth is limited: bytes that may still come, as of `counted`; negative while overdrawn.
CREATE TABLE job_bandwidth (
  job     integer PRIMARY KEY REFERENCES job ON DELETE CASCADE,
  balance bigint NOT NULL,
  counted timestamptz NOT NULL
) WITH (fillfactor = 50);
