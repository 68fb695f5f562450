-- The address that answered last: a thousand names may be one server.
ALTER TABLE host ADD address text;
CREATE INDEX host_address ON host (address) WHERE address IS NOT NULL;
