-- Files that came with plans, and what is asked for beside the text.

-- A file that somebody sent for a plan. Its bytes lie in the store behind a check; of a picture of a plan that residents
-- see there is a copy in the public part of the store too (shown). A file belongs to the draft in which it was sent and,
-- once that was handed in, to the plan.
CREATE TABLE plan_file (
  name TEXT PRIMARY KEY,
  -- What the names of all its sizes begin with.
  stem TEXT NOT NULL UNIQUE,
  organisation_id BIGINT NOT NULL,
  project_id BIGINT NOT NULL,
  draft_uuid TEXT,
  proposal_id BIGINT,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  size BIGINT NOT NULL,
  shown BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL,
  CHECK (kind IN ('picture', 'document')),
  CHECK (shown IN (0, 1)),
  CHECK (size >= 0),
  FOREIGN KEY (organisation_id, project_id) REFERENCES project (organisation_id, id),
  FOREIGN KEY (project_id, proposal_id) REFERENCES proposal (project_id, id)
);
CREATE INDEX plan_file_plan ON plan_file (proposal_id);
CREATE INDEX plan_file_age ON plan_file (created_at);

-- The documents of a plan, in order.
CREATE TABLE plan_document (
  proposal_id BIGINT NOT NULL,
  position BIGINT NOT NULL,
  organisation_id BIGINT NOT NULL,
  file TEXT NOT NULL REFERENCES plan_file (name),
  title TEXT NOT NULL,
  size BIGINT NOT NULL,
  PRIMARY KEY (proposal_id, position),
  FOREIGN KEY (organisation_id, proposal_id) REFERENCES proposal (organisation_id, id)
) @CLUSTERED;
CREATE INDEX plan_document_file ON plan_document (file);

-- Whether the texts of a plan in the organisation's own language are no longer those in which it was handed in.
ALTER TABLE plan_origin ADD COLUMN translated BIGINT NOT NULL DEFAULT 0;
