-- Requests that were done, so that the same one sent again is not done again. Names and contents are keyed hashes; a
-- job removes rows after a day.
CREATE TABLE request (
  name BLOB PRIMARY KEY,
  content BLOB NOT NULL,
  answer TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX request_at ON request (at);
