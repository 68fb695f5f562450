-- The tasks that a process works on, at the time of its beat: whoever gets one of them too knows that it is in good hands.
ALTER TABLE node ADD tasks uuid[] NOT NULL DEFAULT '{}';

-- It takes no more calls, and is about to be restarted.
ALTER TABLE node ADD draining boolean NOT NULL DEFAULT false;
