-- How firm an outcome is: drawn electorates and other orders of ties, counted by a job after the count. None until then.
ALTER TABLE outcome ADD COLUMN firmness TEXT;

-- Rules that staff compared before a vote, on test ballots or on a file of an older vote. `file` is what a job still has
-- to count, and is emptied when that is done; `result` names plans and numbers, no voter.
CREATE TABLE rule_comparison (
  id @ID,
  uuid TEXT NOT NULL UNIQUE,
  organisation_id BIGINT NOT NULL,
  round_id BIGINT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('test', 'file')),
  name TEXT NOT NULL,
  file TEXT,
  result TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  FOREIGN KEY (organisation_id, round_id) REFERENCES voting_round (organisation_id, id)
);
CREATE INDEX rule_comparison_round ON rule_comparison (round_id, id);
