-- What a job may still request once its budget is taken: few among the many URLs that were never requested.
CREATE INDEX open_url_again ON open_url (job, host_id, due_at) WHERE attempt > 0 OR sitemap;

-- Pages that failed because of their host: few among all of a job.
CREATE INDEX page_failed_by_host ON page (job) WHERE error IN ('robots-unreachable', 'host-unavailable');
