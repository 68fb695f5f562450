-- A sitemap is a row of the frontier like a page, but is neither counted nor exported.
ALTER TABLE open_url ADD sitemap boolean NOT NULL DEFAULT false;

-- What became of each sitemap of a job; where it was found is in url.
CREATE TABLE sitemap (
  id         uuid PRIMARY KEY,
  status     integer,
  error      text,
  detail     text,
  -- What it named, of that only new and in scope is crawled, and what was not taken since it is no URL.
  urls       integer NOT NULL DEFAULT 0,
  refused    integer NOT NULL DEFAULT 0,
  fetched_at timestamptz NOT NULL
);

-- The sitemaps that robots.txt names.
ALTER TABLE robots ADD sitemaps text[] NOT NULL DEFAULT '{}';

-- Whether the job has got the sitemaps of the host's robots.txt.
ALTER TABLE host_queue ADD sitemaps boolean NOT NULL DEFAULT false;
