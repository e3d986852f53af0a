-- Finding plans: by place, by words with a typing error, by support; and what statuses a plan has had.

-- How many people back a plan. Whatever counts support keeps it up to date.
ALTER TABLE proposal ADD COLUMN support BIGINT NOT NULL DEFAULT 0;
CREATE INDEX proposal_support ON proposal
  (organisation_id, project_id, support DESC, number, published, status_id, area_id, id);
-- Maps and distances read this index alone. Plans without a place stand together in it.
CREATE INDEX proposal_point ON proposal
  (organisation_id, project_id, latitude, longitude, published, status_id, area_id, number, id);

-- The words that stand in plans of a project, each once. Those that are pending have no trigrams yet; a job makes them.
CREATE TABLE plan_word (
  project_id BIGINT NOT NULL,
  word BLOB NOT NULL,
  pending BIGINT NOT NULL,
  PRIMARY KEY (project_id, word),
  CHECK (pending IN (0, 1))
) @CLUSTERED;
CREATE INDEX plan_word_pending ON plan_word (pending, project_id, word);

-- Three letters in a row, and the words that have them: where a word with a typing error is looked for.
CREATE TABLE plan_trigram (
  project_id BIGINT NOT NULL,
  trigram BLOB NOT NULL,
  word BLOB NOT NULL,
  PRIMARY KEY (project_id, trigram, word)
) @CLUSTERED;

INSERT INTO plan_word (project_id, word, pending) SELECT DISTINCT project_id, term, 1 FROM proposal_term;

-- Each status that a plan was given after its first.
CREATE TABLE plan_status_change (
  id @ID,
  organisation_id BIGINT NOT NULL,
  project_id BIGINT NOT NULL,
  proposal_id BIGINT NOT NULL,
  status_id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  FOREIGN KEY (organisation_id, proposal_id) REFERENCES proposal (organisation_id, id),
  FOREIGN KEY (project_id, proposal_id) REFERENCES proposal (project_id, id),
  FOREIGN KEY (organisation_id, status_id) REFERENCES status (organisation_id, id)
);
CREATE INDEX plan_status_change_plan ON plan_status_change (organisation_id, proposal_id, at);

-- The middle of each area of four digits: open data, the same for every organisation.
CREATE TABLE postcode (
  code TEXT PRIMARY KEY,
  latitude DOUBLE PRECISION NOT NULL,
  longitude DOUBLE PRECISION NOT NULL,
  CHECK (latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180)
);
