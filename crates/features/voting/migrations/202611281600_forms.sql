-- Ballots of other forms than a set of plans, limits per theme or area, and codes that carry an area.
--
-- The columns are copies of the rules, so that triggers can check ballots against them.
ALTER TABLE voting_round ADD COLUMN form TEXT NOT NULL DEFAULT 'plans' CHECK (form IN ('plans', 'ranking', 'points', 'yes-no'));
ALTER TABLE voting_round ADD COLUMN points_total BIGINT;
ALTER TABLE voting_round ADD COLUMN points_most BIGINT;
ALTER TABLE voting_round ADD COLUMN group_over TEXT CHECK (group_over IN ('theme', 'area'));
ALTER TABLE voting_round ADD COLUMN group_most BIGINT;
ALTER TABLE voting_round ADD COLUMN own_area BIGINT NOT NULL DEFAULT 0;
CREATE TABLE round_group (
  round_id BIGINT NOT NULL REFERENCES voting_round (id),
  name TEXT NOT NULL,
  min_plans BIGINT NOT NULL,
  max_plans BIGINT,
  min_sum BIGINT NOT NULL,
  max_sum BIGINT,
  PRIMARY KEY (round_id, name),
  CHECK (min_plans >= 0 AND min_sum >= 0)
) @CLUSTERED;

-- The area of the voters that a batch is for, as it is called on the candidates. It is an attribute of a whole group. A
-- ballot has it only where the rules hold a voter to their area, and loses it at sealing.
ALTER TABLE code_batch ADD COLUMN area TEXT;
ALTER TABLE entitlement ADD COLUMN area TEXT;
ALTER TABLE ballot_open ADD COLUMN area TEXT;

-- only: sqlite
-- Sets of plans are checked where they are written, as before. What there is beside them is checked behind a view that
-- holds nothing, so that it has one text for inserts and updates, and costs nothing where it is not needed.
CREATE VIEW ballot_check AS
  SELECT id AS round_id, '' AS choices, '' AS area, form, min_plans, max_plans, min_sum, max_sum, points_total,
    points_most, group_over, group_most, own_area FROM voting_round WHERE 0;
CREATE TRIGGER ballot_check_insert INSTEAD OF INSERT ON ballot_check BEGIN
  SELECT RAISE(ABORT, 'bad_choice') WHERE NEW.form = 'ranking' AND EXISTS (
    SELECT 1 FROM json_each(NEW.choices) j GROUP BY j.value HAVING COUNT(*) > 1);
  SELECT RAISE(ABORT, 'other_area') WHERE NEW.own_area = 1 AND NEW.area IS NOT NULL AND EXISTS (
    SELECT 1 FROM json_each(NEW.choices) j
    JOIN candidate c ON c.round_id = NEW.round_id
      AND c.number = CASE j.type WHEN 'array' THEN json_extract(j.value, '$[0]') ELSE j.value END
    WHERE c.area IS NOT NEW.area);
  SELECT RAISE(ABORT, 'bad_choice') WHERE instr(NEW.choices, '-0') > 0;
  SELECT CASE
      WHEN n.known <> n.named OR n.unordered > 0 OR n.unsaid > 0 THEN RAISE(ABORT, 'bad_choice')
      WHEN n.struck > 0 THEN RAISE(ABORT, 'struck_plan')
      WHEN NEW.form = 'points' AND (n.least < 1 OR n.most > NEW.points_most OR n.points > NEW.points_total
        OR NEW.points_most IS NULL OR NEW.points_total IS NULL) THEN RAISE(ABORT, 'bad_points')
      WHEN NEW.form = 'yes-no' AND (n.least < -1 OR n.most > 1) THEN RAISE(ABORT, 'bad_choice')
      WHEN n.total < NEW.min_plans THEN RAISE(ABORT, 'too_few')
      WHEN n.total > NEW.max_plans THEN RAISE(ABORT, 'too_many')
      WHEN n.cost > NEW.max_sum THEN RAISE(ABORT, 'over_sum')
      WHEN n.cost < NEW.min_sum THEN RAISE(ABORT, 'under_sum')
    END
    FROM (SELECT COUNT(*) AS named, COUNT(c.number) AS known, COUNT(CASE WHEN p.number <= p.before THEN 1 END) AS unordered,
        COUNT(*) - COUNT(p.weight) AS unsaid, COUNT(c.struck_at) AS struck,
        COUNT(CASE WHEN p.weight > 0 THEN 1 END) AS total,
        COALESCE(SUM(CASE WHEN p.weight > 0 THEN c.cost END), 0) AS cost,
        MIN(p.weight) AS least, MAX(p.weight) AS most, TOTAL(p.weight) AS points
      FROM (SELECT q.number, q.weight, LAG(q.number) OVER (ORDER BY q.place) AS before
        FROM (SELECT j.key AS place,
            CASE WHEN j.type = 'array' AND json_array_length(j.value) = 2 AND json_type(j.value, '$[0]') = 'integer'
              THEN json_extract(j.value, '$[0]') END AS number,
            CASE WHEN j.type = 'array' AND json_type(j.value, '$[1]') = 'integer'
              THEN json_extract(j.value, '$[1]') END AS weight
          FROM json_each(NEW.choices) j WHERE NEW.form IN ('points', 'yes-no')) q) p
      LEFT JOIN candidate c ON c.round_id = NEW.round_id AND c.number = p.number) n
    WHERE NEW.form IN ('points', 'yes-no');
  INSERT INTO ballot_groups_check
    SELECT NEW.round_id, NEW.choices, NEW.area, NEW.group_over, NEW.group_most, NEW.own_area
    WHERE NEW.group_over IS NOT NULL;
END;
CREATE VIEW ballot_groups_check AS
  SELECT id AS round_id, '' AS choices, '' AS area, group_over, group_most, own_area FROM voting_round WHERE 0;
-- A ballot that comes here names plans of the round only, each once. What got a no or neutral does not count.
CREATE TRIGGER ballot_groups_check_insert INSTEAD OF INSERT ON ballot_groups_check BEGIN
  SELECT RAISE(ABORT, 'group_most') WHERE NEW.group_most < (
    SELECT COUNT(DISTINCT NULLIF(CASE NEW.group_over WHEN 'theme' THEN c.theme ELSE c.area END, ''))
    FROM json_each(NEW.choices) j
    JOIN candidate c ON c.round_id = NEW.round_id
      AND c.number = CASE j.type WHEN 'array' THEN json_extract(j.value, '$[0]') ELSE j.value END
    WHERE j.type <> 'array' OR json_extract(j.value, '$[1]') > 0);
  SELECT CASE
      WHEN COALESCE(n.total, 0) > g.max_plans THEN RAISE(ABORT, 'group_too_many')
      WHEN COALESCE(n.cost, 0) > g.max_sum THEN RAISE(ABORT, 'group_over_sum')
      WHEN (NEW.group_most IS NOT NULL AND n.total IS NULL)
        OR (NEW.group_over = 'area' AND NEW.own_area = 1 AND NEW.area IS NOT NULL AND NEW.area <> g.name) THEN NULL
      WHEN COALESCE(n.total, 0) < g.min_plans THEN RAISE(ABORT, 'group_too_few')
      WHEN COALESCE(n.cost, 0) < g.min_sum THEN RAISE(ABORT, 'group_under_sum')
    END
    FROM round_group g
    LEFT JOIN (SELECT CASE NEW.group_over WHEN 'theme' THEN c.theme ELSE c.area END AS name, COUNT(*) AS total,
        SUM(c.cost) AS cost
      FROM json_each(NEW.choices) j
      JOIN candidate c ON c.round_id = NEW.round_id
        AND c.number = CASE j.type WHEN 'array' THEN json_extract(j.value, '$[0]') ELSE j.value END
      WHERE j.type <> 'array' OR json_extract(j.value, '$[1]') > 0 GROUP BY 1) n ON n.name = g.name
    WHERE g.round_id = NEW.round_id;
END;
DROP TRIGGER ballot_open_insert;
CREATE TRIGGER ballot_open_insert BEFORE INSERT ON ballot_open BEGIN
  SELECT RAISE(ABORT, 'round_not_open') WHERE NOT EXISTS (SELECT 1 FROM voting_round r WHERE r.id = NEW.round_id
    AND (r.state = 'open' OR (r.state = 'draft' AND NEW.test = 1)));
  SELECT RAISE(ABORT, 'entitlement_void') WHERE EXISTS (SELECT 1 FROM ballot_refusal f
    WHERE f.round_id = NEW.round_id AND f.token = NEW.token);
  -- The shortest text there is for it, so that a ballot has one text and one leaf in the log.
  SELECT RAISE(ABORT, 'bad_choice') WHERE NOT json_valid(NEW.choices) OR json(NEW.choices) <> NEW.choices
    OR NEW.choices NOT LIKE '[%';
  SELECT CASE
      WHEN n.total = 0 AND r.blank_allowed = 0 THEN RAISE(ABORT, 'too_few')
      WHEN n.total = 0 OR r.form IN ('points', 'yes-no') THEN NULL
      WHEN n.known <> n.total OR (r.form = 'plans' AND n.unordered > 0) THEN RAISE(ABORT, 'bad_choice')
      WHEN n.struck > 0 THEN RAISE(ABORT, 'struck_plan')
      WHEN n.total < r.min_plans THEN RAISE(ABORT, 'too_few')
      WHEN n.total > r.max_plans THEN RAISE(ABORT, 'too_many')
      WHEN n.cost > r.max_sum THEN RAISE(ABORT, 'over_sum')
      WHEN n.cost < r.min_sum THEN RAISE(ABORT, 'under_sum')
    END
    FROM (SELECT COUNT(*) AS total, COUNT(c.number) AS known, COUNT(c.struck_at) AS struck,
        COALESCE(SUM(c.cost), 0) AS cost,
        COUNT(CASE WHEN j.key > 0 AND j.value <= json_extract(NEW.choices, '$[' || (j.key - 1) || ']') THEN 1 END)
          AS unordered
      FROM json_each(NEW.choices) j
      LEFT JOIN candidate c ON c.round_id = NEW.round_id AND c.number = j.value AND j.type = 'integer') n
    JOIN voting_round r ON r.id = NEW.round_id;
  INSERT INTO ballot_check SELECT id, NEW.choices, NEW.area, form, min_plans, max_plans, min_sum, max_sum,
    points_total, points_most, group_over, group_most, own_area FROM voting_round
    WHERE id = NEW.round_id AND NEW.choices <> '[]' AND (form <> 'plans' OR group_over IS NOT NULL OR own_area = 1);
END;
DROP TRIGGER ballot_open_update;
CREATE TRIGGER ballot_open_update BEFORE UPDATE ON ballot_open BEGIN
  SELECT RAISE(ABORT, 'frozen') WHERE NEW.round_id <> OLD.round_id OR NEW.token <> OLD.token OR NEW.test <> OLD.test;
  SELECT RAISE(ABORT, 'round_not_open') WHERE NOT EXISTS (SELECT 1 FROM voting_round r WHERE r.id = NEW.round_id
    AND (r.state = 'open' OR (r.state = 'draft' AND NEW.test = 1)));
  SELECT RAISE(ABORT, 'entitlement_void') WHERE EXISTS (SELECT 1 FROM ballot_refusal f
    WHERE f.round_id = NEW.round_id AND f.token = NEW.token);
  -- The shortest text there is for it, so that a ballot has one text and one leaf in the log.
  SELECT RAISE(ABORT, 'bad_choice') WHERE NOT json_valid(NEW.choices) OR json(NEW.choices) <> NEW.choices
    OR NEW.choices NOT LIKE '[%';
  SELECT CASE
      WHEN n.total = 0 AND r.blank_allowed = 0 THEN RAISE(ABORT, 'too_few')
      WHEN n.total = 0 OR r.form IN ('points', 'yes-no') THEN NULL
      WHEN n.known <> n.total OR (r.form = 'plans' AND n.unordered > 0) THEN RAISE(ABORT, 'bad_choice')
      WHEN n.struck > 0 THEN RAISE(ABORT, 'struck_plan')
      WHEN n.total < r.min_plans THEN RAISE(ABORT, 'too_few')
      WHEN n.total > r.max_plans THEN RAISE(ABORT, 'too_many')
      WHEN n.cost > r.max_sum THEN RAISE(ABORT, 'over_sum')
      WHEN n.cost < r.min_sum THEN RAISE(ABORT, 'under_sum')
    END
    FROM (SELECT COUNT(*) AS total, COUNT(c.number) AS known, COUNT(c.struck_at) AS struck,
        COALESCE(SUM(c.cost), 0) AS cost,
        COUNT(CASE WHEN j.key > 0 AND j.value <= json_extract(NEW.choices, '$[' || (j.key - 1) || ']') THEN 1 END)
          AS unordered
      FROM json_each(NEW.choices) j
      LEFT JOIN candidate c ON c.round_id = NEW.round_id AND c.number = j.value AND j.type = 'integer') n
    JOIN voting_round r ON r.id = NEW.round_id;
  INSERT INTO ballot_check SELECT id, NEW.choices, NEW.area, form, min_plans, max_plans, min_sum, max_sum,
    points_total, points_most, group_over, group_most, own_area FROM voting_round
    WHERE id = NEW.round_id AND NEW.choices <> '[]' AND (form <> 'plans' OR group_over IS NOT NULL OR own_area = 1);
END;
CREATE TRIGGER voting_round_forms BEFORE UPDATE ON voting_round WHEN OLD.state <> 'draft' BEGIN
  SELECT RAISE(ABORT, 'frozen') WHERE NEW.form <> OLD.form OR NEW.points_total IS NOT OLD.points_total
    OR NEW.points_most IS NOT OLD.points_most OR NEW.group_over IS NOT OLD.group_over
    OR NEW.group_most IS NOT OLD.group_most OR NEW.own_area <> OLD.own_area;
END;
CREATE TRIGGER round_group_insert BEFORE INSERT ON round_group BEGIN
  SELECT RAISE(ABORT, 'frozen') WHERE NOT EXISTS
    (SELECT 1 FROM voting_round r WHERE r.id = NEW.round_id AND r.state = 'draft');
END;
CREATE TRIGGER round_group_update BEFORE UPDATE ON round_group BEGIN SELECT RAISE(ABORT, 'frozen'); END;
CREATE TRIGGER round_group_delete BEFORE DELETE ON round_group BEGIN
  SELECT RAISE(ABORT, 'frozen') FROM voting_round r WHERE r.id = OLD.round_id AND r.state <> 'draft';
END;
CREATE TRIGGER entitlement_area BEFORE UPDATE ON entitlement WHEN NEW.area IS NOT OLD.area BEGIN
  SELECT RAISE(ABORT, 'frozen');
END;
-- end

-- only: postgres
CREATE OR REPLACE FUNCTION ballot_open_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  r voting_round%ROWTYPE;
  n record;
  numbers BIGINT[];
  weights BIGINT[];
  one BIGINT;
  before BIGINT := 0;
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
  IF NEW.choices = '[]' THEN
    IF r.blank_allowed = 0 THEN RAISE EXCEPTION 'too_few'; END IF;
    RETURN NEW;
  END IF;
  IF r.form IN ('plans', 'ranking') THEN
    IF NEW.choices !~ '^\[[1-9][0-9]{0,8}(,[1-9][0-9]{0,8})*\]$' THEN
      RAISE EXCEPTION 'bad_choice';
    END IF;
    numbers := CAST(translate(NEW.choices, '[]', '{}') AS BIGINT[]);
  ELSE
    IF NEW.choices !~ '^\[\[[1-9][0-9]{0,8},(0|-?[1-9][0-9]{0,8})\](,\[[1-9][0-9]{0,8},(0|-?[1-9][0-9]{0,8})\])*\]$' THEN
      RAISE EXCEPTION 'bad_choice';
    END IF;
    SELECT array_agg(CAST(e.pair ->> 0 AS BIGINT) ORDER BY e.place), array_agg(CAST(e.pair ->> 1 AS BIGINT) ORDER BY e.place)
      INTO numbers, weights
      FROM jsonb_array_elements(CAST(NEW.choices AS jsonb)) WITH ORDINALITY AS e (pair, place);
  END IF;
  -- Ascending, so that a ballot has one text and one leaf in the log; only a ranking has an order of its own.
  IF r.form <> 'ranking' THEN
    FOREACH one IN ARRAY numbers LOOP
      IF one <= before THEN RAISE EXCEPTION 'bad_choice'; END IF;
      before := one;
    END LOOP;
  END IF;
  SELECT COUNT(*) AS named, COUNT(c.number) AS known, COUNT(DISTINCT j.number) AS different, COUNT(c.struck_at) AS struck,
      COUNT(CASE WHEN j.weight IS NULL OR j.weight > 0 THEN 1 END) AS total,
      COALESCE(SUM(CASE WHEN j.weight IS NULL OR j.weight > 0 THEN c.cost END), 0) AS cost,
      MIN(j.weight) AS least, MAX(j.weight) AS most, SUM(j.weight) AS points,
      COUNT(CASE WHEN c.area IS DISTINCT FROM NEW.area THEN 1 END) AS elsewhere INTO n
    FROM UNNEST(numbers, weights) AS j (number, weight)
    LEFT JOIN candidate c ON c.round_id = NEW.round_id AND c.number = j.number;
  IF n.known <> n.named OR n.different <> n.named THEN RAISE EXCEPTION 'bad_choice'; END IF;
  IF n.struck > 0 THEN RAISE EXCEPTION 'struck_plan'; END IF;
  IF r.own_area = 1 AND NEW.area IS NOT NULL AND n.elsewhere > 0 THEN RAISE EXCEPTION 'other_area'; END IF;
  IF r.form = 'points' AND (n.least < 1 OR n.most > r.points_most OR n.points > r.points_total
      OR r.points_most IS NULL OR r.points_total IS NULL) THEN
    RAISE EXCEPTION 'bad_points';
  END IF;
  IF r.form = 'yes-no' AND (n.least < -1 OR n.most > 1) THEN RAISE EXCEPTION 'bad_choice'; END IF;
  IF n.total < r.min_plans THEN RAISE EXCEPTION 'too_few'; END IF;
  IF n.total > r.max_plans THEN RAISE EXCEPTION 'too_many'; END IF;
  IF n.cost > r.max_sum THEN RAISE EXCEPTION 'over_sum'; END IF;
  IF n.cost < r.min_sum THEN RAISE EXCEPTION 'under_sum'; END IF;
  IF r.group_over IS NOT NULL THEN
    PERFORM ballot_groups_guard(r, numbers, weights, NEW.area);
  END IF;
  RETURN NEW;
END $$;

-- Refuses what breaks a limit of a theme or area. What got a no or neutral does not count.
CREATE FUNCTION ballot_groups_guard(r voting_round, numbers BIGINT[], weights BIGINT[], of_voter TEXT) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  g record;
BEGIN
  IF r.group_most < (
      SELECT COUNT(DISTINCT NULLIF(CASE r.group_over WHEN 'theme' THEN c.theme ELSE c.area END, ''))
      FROM UNNEST(numbers, weights) AS j (number, weight)
      JOIN candidate c ON c.round_id = r.id AND c.number = j.number WHERE j.weight IS NULL OR j.weight > 0) THEN
    RAISE EXCEPTION 'group_most';
  END IF;
  FOR g IN
    SELECT k.*, n.total IS NULL AS untouched, COALESCE(n.total, 0) AS total, COALESCE(n.cost, 0) AS cost
    FROM round_group k
    LEFT JOIN (SELECT CASE r.group_over WHEN 'theme' THEN c.theme ELSE c.area END AS name, COUNT(*) AS total,
        SUM(c.cost) AS cost
      FROM UNNEST(numbers, weights) AS j (number, weight)
      JOIN candidate c ON c.round_id = r.id AND c.number = j.number
      WHERE j.weight IS NULL OR j.weight > 0 GROUP BY 1) n ON n.name = k.name
    WHERE k.round_id = r.id
  LOOP
    IF g.total > g.max_plans THEN RAISE EXCEPTION 'group_too_many'; END IF;
    IF g.cost > g.max_sum THEN RAISE EXCEPTION 'group_over_sum'; END IF;
    CONTINUE WHEN (r.group_most IS NOT NULL AND g.untouched)
      OR (r.group_over = 'area' AND r.own_area = 1 AND of_voter IS NOT NULL AND of_voter <> g.name);
    IF g.total < g.min_plans THEN RAISE EXCEPTION 'group_too_few'; END IF;
    IF g.cost < g.min_sum THEN RAISE EXCEPTION 'group_under_sum'; END IF;
  END LOOP;
END $$;

CREATE FUNCTION voting_round_forms_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.form, NEW.points_total, NEW.points_most, NEW.group_over, NEW.group_most, NEW.own_area) IS DISTINCT FROM
     (OLD.form, OLD.points_total, OLD.points_most, OLD.group_over, OLD.group_most, OLD.own_area) THEN
    RAISE EXCEPTION 'frozen';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER voting_round_forms BEFORE UPDATE ON voting_round
  FOR EACH ROW WHEN (OLD.state <> 'draft') EXECUTE FUNCTION voting_round_forms_guard();

CREATE FUNCTION round_group_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' OR EXISTS (SELECT 1 FROM voting_round r WHERE r.id = OLD.round_id AND r.state <> 'draft') THEN
    RAISE EXCEPTION 'frozen';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER round_group_insert BEFORE INSERT ON round_group
  FOR EACH ROW EXECUTE FUNCTION round_state_guard('frozen', 'draft');
CREATE TRIGGER round_group_stays BEFORE UPDATE OR DELETE ON round_group
  FOR EACH ROW EXECUTE FUNCTION round_group_guard();

CREATE FUNCTION entitlement_area_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'frozen'; END $$;
CREATE TRIGGER entitlement_area BEFORE UPDATE ON entitlement
  FOR EACH ROW WHEN (NEW.area IS DISTINCT FROM OLD.area) EXECUTE FUNCTION entitlement_area_guard();
-- end
