-- Of a job that may request only so many URLs of each host or directory: what was requested of one of them, and what is
-- leased to be requested for the first time. Used up when all of it was requested; what is reserved may come back.
CREATE TABLE page_budget (
  -- Of the host or the directory in the job.
  id        uuid PRIMARY KEY,
  reserved  bigint NOT NULL,
  requested bigint NOT NULL
) WITH (fillfactor = 50);

-- The directory that it counts against, where the job has a budget for each.
ALTER TABLE open_url ADD directory uuid;
CREATE INDEX open_url_directory ON open_url (directory) WHERE directory IS NOT NULL;
