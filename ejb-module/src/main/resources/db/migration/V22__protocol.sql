-- By which version of HTTP the answer came, such as HTTP/1.1; NULL where that is not known.
ALTER TABLE page ADD protocol text;
