ALTER TABLE sitemap
  -- A sitemap that a limit or a stop kept out has a row too, without a time; the rule is in url.
  ALTER fetched_at DROP NOT NULL,
  -- Whether what it named are sitemaps.
  ADD is_index    boolean NOT NULL DEFAULT false,
  -- Where a redirect leads.
  ADD location    text,
  ADD node        text NOT NULL DEFAULT '',
  ADD duration_ms bigint NOT NULL DEFAULT 0;

-- They are few among the pages that wait.
CREATE INDEX open_url_sitemap ON open_url (id) WHERE sitemap;
