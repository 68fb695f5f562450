-- The process that answers for a task that it has taken off the broker's queue before it is done; if it dies, the task
-- comes back.
ALTER TABLE task ADD holder uuid;
