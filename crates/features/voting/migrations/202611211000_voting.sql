-- Votes: rounds, what stands on the ballot, who may vote, drafts, ballots, outcome.
--
-- Entitlement and ballot meet only in a token that is never stored beside the entitlement. Nothing about a ballot, a draft
-- or an entitlement carries a time, and tables that are filled while people vote keep no order of arrival beside their
-- key (clustered) or lie in a partition of their round that is dropped at sealing.

CREATE TABLE voting_round (
  id @ID,
  uuid TEXT NOT NULL UNIQUE,
  organisation_id BIGINT NOT NULL,
  project_id BIGINT NOT NULL,
  title TEXT NOT NULL,
  titles TEXT NOT NULL,
  state TEXT NOT NULL,
  rules TEXT NOT NULL,
  budget BIGINT NOT NULL,
  -- Copies of the rules, so that triggers can check ballots against them.
  min_plans BIGINT NOT NULL,
  max_plans BIGINT,
  min_sum BIGINT NOT NULL,
  max_sum BIGINT,
  blank_allowed BIGINT NOT NULL,
  opens_at BIGINT NOT NULL,
  closes_at BIGINT NOT NULL,
  activity_uuid TEXT,
  key_generation BIGINT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  -- Whether the share of the round's key is gone and the disk scrubbed, after sealing.
  share_gone BIGINT NOT NULL DEFAULT 0,
  -- How many ballots were void at sealing.
  voided BIGINT,
  opened_at BIGINT,
  closed_at BIGINT,
  review_ends_at BIGINT,
  review_ended_at BIGINT,
  sealed_at BIGINT,
  counted_at BIGINT,
  published_at BIGINT,
  decided_at BIGINT,
  finalised_at BIGINT,
  CHECK (state IN ('draft', 'open', 'closed', 'review', 'sealed', 'counted', 'provisional', 'decided', 'final')),
  CHECK (closes_at > opens_at),
  CHECK (closed_at IS NULL OR closed_at >= closes_at),
  CHECK (budget >= 0 AND min_plans >= 0 AND min_sum >= 0),
  UNIQUE (organisation_id, id),
  FOREIGN KEY (organisation_id, project_id) REFERENCES project (organisation_id, id)
);
CREATE INDEX voting_round_project ON voting_round (project_id, id);
CREATE INDEX voting_round_closing ON voting_round (state, closes_at);

-- What stands on the ballot: in the draft the selection of staff, from the opening on a snapshot.
CREATE TABLE candidate (
  round_id BIGINT NOT NULL REFERENCES voting_round (id),
  number BIGINT NOT NULL,
  key TEXT NOT NULL,
  proposal TEXT,
  address TEXT,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  theme TEXT,
  area TEXT,
  cost BIGINT NOT NULL,
  pabulib_id TEXT,
  picture TEXT,
  picture_alt TEXT NOT NULL,
  theme_colour BIGINT NOT NULL,
  translations TEXT NOT NULL,
  struck_at BIGINT,
  strike_reason TEXT,
  PRIMARY KEY (round_id, number),
  UNIQUE (round_id, key),
  CHECK (number > 0),
  CHECK (cost >= 0),
  CHECK ((struck_at IS NULL) = (strike_reason IS NULL))
);
CREATE UNIQUE INDEX candidate_proposal ON candidate (round_id, proposal) WHERE proposal IS NOT NULL;
CREATE UNIQUE INDEX candidate_pabulib ON candidate (round_id, pabulib_id) WHERE pabulib_id IS NOT NULL;

CREATE TABLE code_batch (
  id @ID,
  uuid TEXT NOT NULL UNIQUE,
  organisation_id BIGINT NOT NULL,
  round_id BIGINT NOT NULL,
  name TEXT NOT NULL,
  test BIGINT NOT NULL,
  count BIGINT NOT NULL,
  file TEXT,
  made_at BIGINT,
  confirmed_at BIGINT,
  CHECK (count > 0),
  FOREIGN KEY (organisation_id, round_id) REFERENCES voting_round (organisation_id, id)
);
CREATE INDEX code_batch_round ON code_batch (round_id, id);

-- Who may hand in one ballot. `hash` is keyed; `used` is written for all at once, at sealing.
CREATE TABLE entitlement (
  round_id BIGINT NOT NULL REFERENCES voting_round (id),
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  hash BLOB NOT NULL,
  batch_id BIGINT REFERENCES code_batch (id),
  test BIGINT NOT NULL,
  void BIGINT NOT NULL DEFAULT 0,
  used BIGINT,
  PRIMARY KEY (round_id, id),
  UNIQUE (round_id, hash),
  CHECK (kind IN ('code', 'email')),
  CHECK (test IN (0, 1) AND void IN (0, 1))
) @CLUSTERED;

-- only: sqlite
CREATE TABLE ballot_open (
  round_id BIGINT NOT NULL,
  token BLOB NOT NULL,
  id TEXT NOT NULL,
  choices TEXT NOT NULL,
  test BIGINT NOT NULL CHECK (test IN (0, 1)),
  channel TEXT NOT NULL,
  assurance TEXT NOT NULL,
  nonce BLOB NOT NULL,
  idempotency BLOB,
  PRIMARY KEY (round_id, token)
) WITHOUT ROWID;
CREATE TABLE ballot_refusal (
  round_id BIGINT NOT NULL,
  token BLOB NOT NULL,
  PRIMARY KEY (round_id, token)
) WITHOUT ROWID;
CREATE TABLE draft_open (
  round_id BIGINT NOT NULL,
  key BLOB NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (round_id, key)
) WITHOUT ROWID;
-- end
-- only: postgres
CREATE TABLE ballot_open (
  round_id BIGINT NOT NULL,
  token BLOB NOT NULL,
  id TEXT NOT NULL,
  choices TEXT NOT NULL,
  test BIGINT NOT NULL CHECK (test IN (0, 1)),
  channel TEXT NOT NULL,
  assurance TEXT NOT NULL,
  nonce BLOB NOT NULL,
  idempotency BLOB,
  PRIMARY KEY (round_id, token)
) PARTITION BY LIST (round_id);
CREATE TABLE ballot_refusal (
  round_id BIGINT NOT NULL,
  token BLOB NOT NULL,
  PRIMARY KEY (round_id, token)
) PARTITION BY LIST (round_id);
CREATE TABLE draft_open (
  round_id BIGINT NOT NULL,
  key BLOB NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (round_id, key)
) PARTITION BY LIST (round_id);
-- end

-- Ballots after sealing, in random order under ids that were drawn at sealing.
CREATE TABLE ballot_sealed (
  round_id BIGINT NOT NULL REFERENCES voting_round (id),
  id TEXT NOT NULL,
  choices TEXT NOT NULL,
  channel TEXT NOT NULL,
  assurance TEXT NOT NULL,
  PRIMARY KEY (round_id, id)
) @CLUSTERED;

-- How many began and handed in per day. Numbers only.
CREATE TABLE round_counter (
  round_id BIGINT NOT NULL REFERENCES voting_round (id),
  day TEXT NOT NULL,
  started BIGINT NOT NULL DEFAULT 0,
  handed_in BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (round_id, day)
);

CREATE TABLE outcome (
  round_id BIGINT PRIMARY KEY REFERENCES voting_round (id),
  body TEXT NOT NULL
);

CREATE TABLE decision (
  round_id BIGINT PRIMARY KEY REFERENCES voting_round (id),
  authority TEXT NOT NULL,
  decided_on TEXT NOT NULL,
  document TEXT,
  text TEXT NOT NULL,
  deviations TEXT NOT NULL
);

-- What the database refuses by itself, whatever the program does. The words are read by the program.

-- only: sqlite
CREATE TRIGGER ballot_open_insert BEFORE INSERT ON ballot_open BEGIN
  SELECT RAISE(ABORT, 'round_not_open') WHERE NOT EXISTS (SELECT 1 FROM voting_round r WHERE r.id = NEW.round_id
    AND (r.state = 'open' OR (r.state = 'draft' AND NEW.test = 1)));
  SELECT RAISE(ABORT, 'entitlement_void') WHERE EXISTS (SELECT 1 FROM ballot_refusal f
    WHERE f.round_id = NEW.round_id AND f.token = NEW.token);
  SELECT RAISE(ABORT, 'bad_choice') WHERE NOT json_valid(NEW.choices) OR json_type(NEW.choices) <> 'array';
  SELECT CASE
      WHEN n.known <> n.total OR n.different <> n.total THEN RAISE(ABORT, 'bad_choice')
      WHEN n.struck > 0 THEN RAISE(ABORT, 'struck_plan')
      WHEN n.total = 0 AND r.blank_allowed = 0 THEN RAISE(ABORT, 'too_few')
      WHEN n.total > 0 AND n.total < r.min_plans THEN RAISE(ABORT, 'too_few')
      WHEN n.total > r.max_plans THEN RAISE(ABORT, 'too_many')
      WHEN n.cost > r.max_sum THEN RAISE(ABORT, 'over_sum')
      WHEN n.total > 0 AND n.cost < r.min_sum THEN RAISE(ABORT, 'under_sum')
    END
    FROM (SELECT COUNT(*) AS total, COUNT(c.number) AS known, COUNT(DISTINCT j.value) AS different,
        COUNT(c.struck_at) AS struck, COALESCE(SUM(c.cost), 0) AS cost
      FROM json_each(NEW.choices) j
      LEFT JOIN candidate c ON c.round_id = NEW.round_id AND c.number = j.value AND j.type = 'integer') n
    JOIN voting_round r ON r.id = NEW.round_id;
END;
CREATE TRIGGER ballot_open_update BEFORE UPDATE ON ballot_open BEGIN
  SELECT RAISE(ABORT, 'frozen') WHERE NEW.round_id <> OLD.round_id OR NEW.token <> OLD.token OR NEW.test <> OLD.test;
  SELECT RAISE(ABORT, 'round_not_open') WHERE NOT EXISTS (SELECT 1 FROM voting_round r WHERE r.id = NEW.round_id
    AND (r.state = 'open' OR (r.state = 'draft' AND NEW.test = 1)));
  SELECT RAISE(ABORT, 'entitlement_void') WHERE EXISTS (SELECT 1 FROM ballot_refusal f
    WHERE f.round_id = NEW.round_id AND f.token = NEW.token);
  SELECT RAISE(ABORT, 'bad_choice') WHERE NOT json_valid(NEW.choices) OR json_type(NEW.choices) <> 'array';
  SELECT CASE
      WHEN n.known <> n.total OR n.different <> n.total THEN RAISE(ABORT, 'bad_choice')
      WHEN n.struck > 0 THEN RAISE(ABORT, 'struck_plan')
      WHEN n.total = 0 AND r.blank_allowed = 0 THEN RAISE(ABORT, 'too_few')
      WHEN n.total > 0 AND n.total < r.min_plans THEN RAISE(ABORT, 'too_few')
      WHEN n.total > r.max_plans THEN RAISE(ABORT, 'too_many')
      WHEN n.cost > r.max_sum THEN RAISE(ABORT, 'over_sum')
      WHEN n.total > 0 AND n.cost < r.min_sum THEN RAISE(ABORT, 'under_sum')
    END
    FROM (SELECT COUNT(*) AS total, COUNT(c.number) AS known, COUNT(DISTINCT j.value) AS different,
        COUNT(c.struck_at) AS struck, COALESCE(SUM(c.cost), 0) AS cost
      FROM json_each(NEW.choices) j
      LEFT JOIN candidate c ON c.round_id = NEW.round_id AND c.number = j.value AND j.type = 'integer') n
    JOIN voting_round r ON r.id = NEW.round_id;
END;
CREATE TRIGGER ballot_open_delete BEFORE DELETE ON ballot_open BEGIN
  SELECT RAISE(ABORT, 'ballot_stays') FROM voting_round r
    WHERE r.id = OLD.round_id AND r.state IN ('open', 'closed', 'review');
END;
CREATE TRIGGER draft_open_insert BEFORE INSERT ON draft_open BEGIN
  SELECT RAISE(ABORT, 'round_not_open') WHERE NOT EXISTS
    (SELECT 1 FROM voting_round r WHERE r.id = NEW.round_id AND r.state IN ('draft', 'open'));
END;
CREATE TRIGGER ballot_refusal_insert BEFORE INSERT ON ballot_refusal BEGIN
  SELECT RAISE(ABORT, 'round_not_open') WHERE NOT EXISTS (SELECT 1 FROM voting_round r
    WHERE r.id = NEW.round_id AND r.state IN ('draft', 'open', 'closed', 'review'));
END;
CREATE TRIGGER ballot_refusal_delete BEFORE DELETE ON ballot_refusal BEGIN
  SELECT RAISE(ABORT, 'ballot_stays') FROM voting_round r
    WHERE r.id = OLD.round_id AND r.state IN ('open', 'closed', 'review');
END;
CREATE TRIGGER ballot_sealed_insert BEFORE INSERT ON ballot_sealed BEGIN
  SELECT RAISE(ABORT, 'sealed') WHERE NOT EXISTS
    (SELECT 1 FROM voting_round r WHERE r.id = NEW.round_id AND r.state IN ('closed', 'review'));
END;
CREATE TRIGGER ballot_sealed_update BEFORE UPDATE ON ballot_sealed BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER ballot_sealed_delete BEFORE DELETE ON ballot_sealed BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER voting_round_update BEFORE UPDATE ON voting_round BEGIN
  SELECT RAISE(ABORT, 'round_state') WHERE NEW.state <> OLD.state AND (OLD.state || '>' || NEW.state) NOT IN
    ('draft>open', 'open>closed', 'closed>review', 'closed>sealed', 'review>sealed', 'sealed>counted',
     'counted>provisional', 'provisional>decided', 'decided>final');
  SELECT RAISE(ABORT, 'frozen') WHERE NEW.id <> OLD.id OR NEW.uuid <> OLD.uuid OR NEW.project_id <> OLD.project_id
    OR NEW.organisation_id <> OLD.organisation_id OR NEW.key_generation <> OLD.key_generation;
  SELECT RAISE(ABORT, 'frozen') WHERE OLD.state <> 'draft' AND (NEW.rules <> OLD.rules OR NEW.budget <> OLD.budget
    OR NEW.title <> OLD.title OR NEW.opens_at <> OLD.opens_at OR NEW.min_plans <> OLD.min_plans
    OR NEW.max_plans IS NOT OLD.max_plans OR NEW.min_sum <> OLD.min_sum OR NEW.max_sum IS NOT OLD.max_sum
    OR NEW.blank_allowed <> OLD.blank_allowed OR NEW.closes_at < OLD.closes_at
    OR (OLD.state <> 'open' AND NEW.closes_at <> OLD.closes_at));
END;
CREATE TRIGGER voting_round_delete BEFORE DELETE ON voting_round WHEN OLD.state <> 'draft' BEGIN
  SELECT RAISE(ABORT, 'frozen');
END;
CREATE TRIGGER candidate_insert BEFORE INSERT ON candidate BEGIN
  SELECT RAISE(ABORT, 'frozen') WHERE NOT EXISTS
    (SELECT 1 FROM voting_round r WHERE r.id = NEW.round_id AND r.state = 'draft');
END;
CREATE TRIGGER candidate_delete BEFORE DELETE ON candidate BEGIN
  SELECT RAISE(ABORT, 'frozen') FROM voting_round r WHERE r.id = OLD.round_id AND r.state <> 'draft';
END;
CREATE TRIGGER candidate_update BEFORE UPDATE ON candidate BEGIN
  SELECT RAISE(ABORT, 'frozen') FROM voting_round r WHERE r.id = OLD.round_id AND r.state <> 'draft'
    AND (r.state NOT IN ('open', 'closed', 'review') OR OLD.struck_at IS NOT NULL
      OR NEW.round_id <> OLD.round_id OR NEW.number <> OLD.number OR NEW.key <> OLD.key
      OR NEW.proposal IS NOT OLD.proposal OR NEW.address IS NOT OLD.address OR NEW.title <> OLD.title
      OR NEW.summary <> OLD.summary OR NEW.theme IS NOT OLD.theme OR NEW.area IS NOT OLD.area OR NEW.cost <> OLD.cost
      OR NEW.pabulib_id IS NOT OLD.pabulib_id OR NEW.picture IS NOT OLD.picture OR NEW.picture_alt <> OLD.picture_alt
      OR NEW.theme_colour <> OLD.theme_colour OR NEW.translations <> OLD.translations);
END;
CREATE TRIGGER entitlement_insert BEFORE INSERT ON entitlement BEGIN
  SELECT RAISE(ABORT, 'round_not_open') WHERE NOT EXISTS
    (SELECT 1 FROM voting_round r WHERE r.id = NEW.round_id AND r.state IN ('draft', 'open'));
END;
CREATE TRIGGER entitlement_update BEFORE UPDATE ON entitlement BEGIN
  SELECT RAISE(ABORT, 'frozen') WHERE NEW.round_id <> OLD.round_id OR NEW.id <> OLD.id OR NEW.kind <> OLD.kind
    OR NEW.hash <> OLD.hash OR NEW.test <> OLD.test OR NEW.void < OLD.void OR OLD.used IS NOT NULL;
END;
-- end

-- only: postgres
CREATE FUNCTION ballot_open_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  r voting_round%ROWTYPE;
  n record;
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW.round_id <> OLD.round_id OR NEW.token <> OLD.token OR NEW.test <> OLD.test) THEN
    RAISE EXCEPTION 'frozen';
  END IF;
  SELECT * INTO r FROM voting_round WHERE id = NEW.round_id;
  IF NOT FOUND OR NOT (r.state = 'open' OR (r.state = 'draft' AND NEW.test = 1)) THEN
    RAISE EXCEPTION 'round_not_open';
  END IF;
  IF EXISTS (SELECT 1 FROM ballot_refusal f WHERE f.round_id = NEW.round_id AND f.token = NEW.token) THEN
    RAISE EXCEPTION 'entitlement_void';
  END IF;
  IF NEW.choices !~ '^\[([1-9][0-9]{0,8}(,[1-9][0-9]{0,8})*)?\]$' THEN
    RAISE EXCEPTION 'bad_choice';
  END IF;
  SELECT COUNT(*) AS total, COUNT(c.number) AS known, COUNT(DISTINCT j.value) AS different,
      COUNT(c.struck_at) AS struck, COALESCE(SUM(c.cost), 0) AS cost INTO n
    FROM (SELECT CAST(v AS BIGINT) AS value FROM jsonb_array_elements_text(CAST(NEW.choices AS jsonb)) v) j
    LEFT JOIN candidate c ON c.round_id = NEW.round_id AND c.number = j.value;
  IF n.known <> n.total OR n.different <> n.total THEN RAISE EXCEPTION 'bad_choice'; END IF;
  IF n.struck > 0 THEN RAISE EXCEPTION 'struck_plan'; END IF;
  IF n.total = 0 AND r.blank_allowed = 0 THEN RAISE EXCEPTION 'too_few'; END IF;
  IF n.total > 0 AND n.total < r.min_plans THEN RAISE EXCEPTION 'too_few'; END IF;
  IF n.total > r.max_plans THEN RAISE EXCEPTION 'too_many'; END IF;
  IF n.cost > r.max_sum THEN RAISE EXCEPTION 'over_sum'; END IF;
  IF n.total > 0 AND n.cost < r.min_sum THEN RAISE EXCEPTION 'under_sum'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ballot_open_write BEFORE INSERT OR UPDATE ON ballot_open
  FOR EACH ROW EXECUTE FUNCTION ballot_open_guard();

CREATE FUNCTION round_stays_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM voting_round r WHERE r.id = OLD.round_id AND r.state IN ('open', 'closed', 'review')) THEN
    RAISE EXCEPTION 'ballot_stays';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER ballot_open_delete BEFORE DELETE ON ballot_open FOR EACH ROW EXECUTE FUNCTION round_stays_guard();
CREATE TRIGGER ballot_refusal_delete BEFORE DELETE ON ballot_refusal FOR EACH ROW EXECUTE FUNCTION round_stays_guard();

-- Refuses rows unless the round is in one of the states that the trigger names.
CREATE FUNCTION round_state_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM voting_round r WHERE r.id = NEW.round_id
      AND r.state = ANY (string_to_array(TG_ARGV[1], ' '))) THEN
    RAISE EXCEPTION '%', TG_ARGV[0];
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER draft_open_insert BEFORE INSERT ON draft_open
  FOR EACH ROW EXECUTE FUNCTION round_state_guard('round_not_open', 'draft open');
CREATE TRIGGER ballot_refusal_insert BEFORE INSERT ON ballot_refusal
  FOR EACH ROW EXECUTE FUNCTION round_state_guard('round_not_open', 'draft open closed review');
CREATE TRIGGER ballot_sealed_insert BEFORE INSERT ON ballot_sealed
  FOR EACH ROW EXECUTE FUNCTION round_state_guard('sealed', 'closed review');
CREATE TRIGGER candidate_insert BEFORE INSERT ON candidate
  FOR EACH ROW EXECUTE FUNCTION round_state_guard('frozen', 'draft');
CREATE TRIGGER entitlement_insert BEFORE INSERT ON entitlement
  FOR EACH ROW EXECUTE FUNCTION round_state_guard('round_not_open', 'draft open');

CREATE FUNCTION sealed_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'sealed'; END $$;
CREATE TRIGGER ballot_sealed_stays BEFORE UPDATE OR DELETE ON ballot_sealed
  FOR EACH ROW EXECUTE FUNCTION sealed_guard();

CREATE FUNCTION voting_round_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.state <> 'draft' THEN RAISE EXCEPTION 'frozen'; END IF;
    RETURN OLD;
  END IF;
  IF NEW.state <> OLD.state AND (OLD.state || '>' || NEW.state) NOT IN
    ('draft>open', 'open>closed', 'closed>review', 'closed>sealed', 'review>sealed', 'sealed>counted',
     'counted>provisional', 'provisional>decided', 'decided>final') THEN
    RAISE EXCEPTION 'round_state';
  END IF;
  IF NEW.id <> OLD.id OR NEW.uuid <> OLD.uuid OR NEW.project_id <> OLD.project_id
    OR NEW.organisation_id <> OLD.organisation_id OR NEW.key_generation <> OLD.key_generation THEN
    RAISE EXCEPTION 'frozen';
  END IF;
  IF OLD.state <> 'draft' AND (NEW.rules <> OLD.rules OR NEW.budget <> OLD.budget OR NEW.title <> OLD.title
    OR NEW.opens_at <> OLD.opens_at OR NEW.min_plans <> OLD.min_plans
    OR NEW.max_plans IS DISTINCT FROM OLD.max_plans OR NEW.min_sum <> OLD.min_sum
    OR NEW.max_sum IS DISTINCT FROM OLD.max_sum OR NEW.blank_allowed <> OLD.blank_allowed
    OR NEW.closes_at < OLD.closes_at OR (OLD.state <> 'open' AND NEW.closes_at <> OLD.closes_at)) THEN
    RAISE EXCEPTION 'frozen';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER voting_round_write BEFORE UPDATE OR DELETE ON voting_round
  FOR EACH ROW EXECUTE FUNCTION voting_round_guard();

CREATE FUNCTION candidate_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  now_in TEXT;
BEGIN
  SELECT state INTO now_in FROM voting_round WHERE id = OLD.round_id;
  IF TG_OP = 'DELETE' THEN
    IF now_in <> 'draft' THEN RAISE EXCEPTION 'frozen'; END IF;
    RETURN OLD;
  END IF;
  IF now_in <> 'draft' AND (now_in NOT IN ('open', 'closed', 'review') OR OLD.struck_at IS NOT NULL
    OR (NEW.round_id, NEW.number, NEW.key, NEW.proposal, NEW.address, NEW.title, NEW.summary, NEW.theme, NEW.area,
        NEW.cost, NEW.pabulib_id, NEW.picture, NEW.picture_alt, NEW.theme_colour, NEW.translations) IS DISTINCT FROM
       (OLD.round_id, OLD.number, OLD.key, OLD.proposal, OLD.address, OLD.title, OLD.summary, OLD.theme, OLD.area,
        OLD.cost, OLD.pabulib_id, OLD.picture, OLD.picture_alt, OLD.theme_colour, OLD.translations)) THEN
    RAISE EXCEPTION 'frozen';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER candidate_write BEFORE UPDATE OR DELETE ON candidate FOR EACH ROW EXECUTE FUNCTION candidate_guard();

CREATE FUNCTION entitlement_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.round_id <> OLD.round_id OR NEW.id <> OLD.id OR NEW.kind <> OLD.kind OR NEW.hash <> OLD.hash
    OR NEW.test <> OLD.test OR NEW.void < OLD.void OR OLD.used IS NOT NULL THEN
    RAISE EXCEPTION 'frozen';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER entitlement_write BEFORE UPDATE ON entitlement FOR EACH ROW EXECUTE FUNCTION entitlement_guard();
-- end
