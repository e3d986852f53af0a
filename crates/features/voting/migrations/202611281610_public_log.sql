-- The public log of a round: one tree of leaves (RFC 9162), its signed heads, and what was fixed when the round opened.
--
-- A leaf waits until a batch takes it, clustered by its hash, so that no order of arrival is kept; it carries no time. What
-- waits says nothing that the ballots beside it do not say, and goes with them at sealing.

-- only: sqlite
CREATE TABLE leaf_waiting (
  round_id BIGINT NOT NULL,
  leaf BLOB NOT NULL,
  -- The leaf that this one revokes, because its ballot was replaced; null for the leaf of a ballot.
  revoked BLOB,
  PRIMARY KEY (round_id, leaf)
) WITHOUT ROWID;
-- end
-- only: postgres
CREATE TABLE leaf_waiting (
  round_id BIGINT NOT NULL,
  leaf BLOB NOT NULL,
  revoked BLOB,
  PRIMARY KEY (round_id, leaf)
) PARTITION BY LIST (round_id);
DO $$ DECLARE r BIGINT; BEGIN
  FOR r IN SELECT id FROM voting_round WHERE state IN ('draft', 'open', 'closed', 'review') LOOP
    EXECUTE format('CREATE TABLE leaf_waiting__%s PARTITION OF leaf_waiting FOR VALUES IN (%s)', r, r);
  END LOOP;
END $$;
-- end

-- Where a round's tree is. Who appends compares and swaps the size, so that two nodes never make two trees of one.
CREATE TABLE round_tree (
  round_id BIGINT PRIMARY KEY REFERENCES voting_round (id),
  size BIGINT NOT NULL,
  frontier BLOB NOT NULL,
  -- The moment of the newest head, in whole seconds; heads never go back in time.
  at BIGINT NOT NULL,
  -- The day on which it was last looked whether enough leaves wait.
  looked_on TEXT NOT NULL,
  -- Whether everything that waited went in at closing.
  closed BIGINT NOT NULL DEFAULT 0,
  CHECK (size >= 0)
);

CREATE TABLE round_log (
  round_id BIGINT NOT NULL REFERENCES voting_round (id),
  idx BIGINT NOT NULL,
  kind TEXT NOT NULL,
  leaf BLOB NOT NULL,
  data TEXT NOT NULL,
  PRIMARY KEY (round_id, idx),
  CHECK (kind IN ('ballot', 'revocation', 'act'))
) @CLUSTERED;
CREATE INDEX round_log_leaf ON round_log (round_id, leaf);
CREATE INDEX round_log_revoked ON round_log (round_id, data) WHERE kind = 'revocation';
CREATE INDEX round_log_acts ON round_log (round_id, idx) WHERE kind = 'act';

CREATE TABLE round_head (
  round_id BIGINT NOT NULL REFERENCES voting_round (id),
  size BIGINT NOT NULL,
  root BLOB NOT NULL,
  at BIGINT NOT NULL,
  signature BLOB NOT NULL,
  PRIMARY KEY (round_id, size)
);

-- Texts whose hashes stand in the log: `rules` and `candidates` as at opening, `decision` as it was taken.
CREATE TABLE round_document (
  round_id BIGINT NOT NULL REFERENCES voting_round (id),
  name TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (round_id, name),
  CHECK (name IN ('rules', 'candidates', 'decision'))
);

-- The public halves of the keys that sign promises and heads; each signs the next.
CREATE TABLE log_key (
  organisation_id BIGINT NOT NULL REFERENCES organisation (id),
  generation BIGINT NOT NULL,
  public BLOB NOT NULL,
  endorsed BLOB,
  made_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, generation)
);

-- How many hand-ins were refused, and why. Added up in memory and written in batches; no time, no voter.
CREATE TABLE round_refused (
  round_id BIGINT NOT NULL REFERENCES voting_round (id),
  reason TEXT NOT NULL,
  count BIGINT NOT NULL,
  PRIMARY KEY (round_id, reason)
);

-- The newest downloads of a round: for everybody, and the complete one for auditors.
CREATE TABLE round_download (
  round_id BIGINT NOT NULL REFERENCES voting_round (id),
  kind TEXT NOT NULL,
  file TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  made_at BIGINT NOT NULL,
  PRIMARY KEY (round_id, kind),
  CHECK (kind IN ('public', 'complete'))
);

-- What the database refuses by itself: a promised leaf leaves the queue only for the log, and the log only grows.

-- only: sqlite
CREATE TRIGGER leaf_waiting_delete BEFORE DELETE ON leaf_waiting BEGIN
  SELECT RAISE(ABORT, 'promise_stays') WHERE NOT EXISTS
    (SELECT 1 FROM round_log l WHERE l.round_id = OLD.round_id AND l.leaf = OLD.leaf);
END;
CREATE TRIGGER leaf_waiting_update BEFORE UPDATE ON leaf_waiting BEGIN SELECT RAISE(ABORT, 'promise_stays'); END;
CREATE TRIGGER round_log_update BEFORE UPDATE ON round_log BEGIN SELECT RAISE(ABORT, 'log_stays'); END;
CREATE TRIGGER round_log_delete BEFORE DELETE ON round_log BEGIN SELECT RAISE(ABORT, 'log_stays'); END;
CREATE TRIGGER round_head_update BEFORE UPDATE ON round_head BEGIN SELECT RAISE(ABORT, 'log_stays'); END;
CREATE TRIGGER round_head_delete BEFORE DELETE ON round_head BEGIN SELECT RAISE(ABORT, 'log_stays'); END;
CREATE TRIGGER round_document_update BEFORE UPDATE ON round_document BEGIN SELECT RAISE(ABORT, 'log_stays'); END;
CREATE TRIGGER round_document_delete BEFORE DELETE ON round_document BEGIN SELECT RAISE(ABORT, 'log_stays'); END;
CREATE TRIGGER round_tree_update BEFORE UPDATE ON round_tree WHEN NEW.size < OLD.size OR NEW.closed < OLD.closed BEGIN
  SELECT RAISE(ABORT, 'log_stays');
END;
CREATE TRIGGER log_key_update BEFORE UPDATE ON log_key BEGIN SELECT RAISE(ABORT, 'log_stays'); END;
CREATE TRIGGER log_key_delete BEFORE DELETE ON log_key BEGIN SELECT RAISE(ABORT, 'log_stays'); END;
-- end

-- only: postgres
CREATE FUNCTION leaf_waiting_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' OR NOT EXISTS
    (SELECT 1 FROM round_log l WHERE l.round_id = OLD.round_id AND l.leaf = OLD.leaf) THEN
    RAISE EXCEPTION 'promise_stays';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER leaf_waiting_stays BEFORE UPDATE OR DELETE ON leaf_waiting
  FOR EACH ROW EXECUTE FUNCTION leaf_waiting_guard();
CREATE FUNCTION log_stays_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'log_stays'; END $$;
CREATE TRIGGER round_log_stays BEFORE UPDATE OR DELETE ON round_log
  FOR EACH ROW EXECUTE FUNCTION log_stays_guard();
CREATE TRIGGER round_head_stays BEFORE UPDATE OR DELETE ON round_head
  FOR EACH ROW EXECUTE FUNCTION log_stays_guard();
CREATE TRIGGER round_document_stays BEFORE UPDATE OR DELETE ON round_document
  FOR EACH ROW EXECUTE FUNCTION log_stays_guard();
CREATE TRIGGER log_key_stays BEFORE UPDATE OR DELETE ON log_key
  FOR EACH ROW EXECUTE FUNCTION log_stays_guard();
CREATE FUNCTION round_tree_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.size < OLD.size OR NEW.closed < OLD.closed THEN RAISE EXCEPTION 'log_stays'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER round_tree_write BEFORE UPDATE ON round_tree FOR EACH ROW EXECUTE FUNCTION round_tree_guard();
-- end
