-- Jobs: what happens after the answer. A mail to send is a job too, so that it is written with what caused it.
CREATE TABLE job (
  id @ID,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  dedupe TEXT UNIQUE,
  run_at BIGINT NOT NULL,
  attempts BIGINT NOT NULL DEFAULT 0,
  locked_until BIGINT NOT NULL DEFAULT 0,
  failure TEXT
);
CREATE INDEX job_due ON job (run_at);

-- The append-only log. Personal values lie apart, so that they can be erased; the entry keeps a salted hash of them.
CREATE TABLE log_entry (
  id @ID,
  organisation_id BIGINT NOT NULL,
  project_id BIGINT,
  subject TEXT NOT NULL,
  kind TEXT NOT NULL,
  public BIGINT NOT NULL,
  role TEXT NOT NULL,
  facts TEXT NOT NULL,
  personal_hash BLOB NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX log_entry_organisation ON log_entry (organisation_id, id);
CREATE INDEX log_entry_subject ON log_entry (organisation_id, subject, id);

CREATE TABLE log_personal (
  entry_id BIGINT PRIMARY KEY REFERENCES log_entry (id),
  salt BLOB NOT NULL,
  text TEXT NOT NULL
);

-- The chain: each batch names its entries and the hash of the batch before it.
CREATE TABLE log_batch (
  number BIGINT PRIMARY KEY,
  first_entry BIGINT NOT NULL,
  last_entry BIGINT NOT NULL,
  entries BIGINT NOT NULL,
  previous BLOB NOT NULL,
  hash BLOB NOT NULL,
  at BIGINT NOT NULL
);

-- only: sqlite
CREATE TRIGGER log_entry_stays_update BEFORE UPDATE ON log_entry BEGIN SELECT RAISE(ABORT, 'log_is_append_only'); END;
CREATE TRIGGER log_entry_stays_delete BEFORE DELETE ON log_entry BEGIN SELECT RAISE(ABORT, 'log_is_append_only'); END;
CREATE TRIGGER log_batch_stays_update BEFORE UPDATE ON log_batch BEGIN SELECT RAISE(ABORT, 'log_is_append_only'); END;
CREATE TRIGGER log_batch_stays_delete BEFORE DELETE ON log_batch BEGIN SELECT RAISE(ABORT, 'log_is_append_only'); END;
-- end
-- only: postgres
CREATE FUNCTION log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'log_is_append_only'; END $$;
CREATE TRIGGER log_entry_stays BEFORE UPDATE OR DELETE ON log_entry
  FOR EACH STATEMENT EXECUTE FUNCTION log_is_append_only();
CREATE TRIGGER log_batch_stays BEFORE UPDATE OR DELETE ON log_batch
  FOR EACH STATEMENT EXECUTE FUNCTION log_is_append_only();
-- end
