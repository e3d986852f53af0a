-- What staff keep beside plans: why one is hidden, how it stands on a ballot, views of the table, and files of many plans.

-- Why a plan is hidden. The row goes when it is shown again.
CREATE TABLE plan_hidden (
  proposal_id BIGINT PRIMARY KEY,
  organisation_id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  person_id BIGINT,
  why TEXT NOT NULL,
  FOREIGN KEY (organisation_id, proposal_id) REFERENCES proposal (organisation_id, id),
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id)
);

-- How a plan stands on a ballot, beside what its author wrote: what is empty is as the plan has it. In the organisation's
-- default language; others stand in translation.
CREATE TABLE plan_ballot (
  proposal_id BIGINT PRIMARY KEY,
  organisation_id BIGINT NOT NULL,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  cost BIGINT,
  picture TEXT,
  picture_alt TEXT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  CHECK (cost IS NULL OR cost >= 0),
  FOREIGN KEY (organisation_id, proposal_id) REFERENCES proposal (organisation_id, id)
);
CREATE INDEX plan_ballot_picture ON plan_ballot (picture);

-- A view of the table of plans that somebody kept: its search, filters and order, as in an address.
CREATE TABLE plan_view (
  id @ID,
  uuid TEXT NOT NULL UNIQUE,
  organisation_id BIGINT NOT NULL,
  project_id BIGINT NOT NULL,
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (project_id, name),
  FOREIGN KEY (organisation_id, project_id) REFERENCES project (organisation_id, id)
);

-- A spreadsheet with plans: looked at, and on its way into the project. done counts the rows that were gone through.
CREATE TABLE plan_import (
  id @ID,
  uuid TEXT NOT NULL UNIQUE,
  organisation_id BIGINT NOT NULL,
  project_id BIGINT NOT NULL,
  person_id BIGINT,
  name TEXT NOT NULL,
  state TEXT NOT NULL,
  total BIGINT NOT NULL,
  done BIGINT NOT NULL DEFAULT 0,
  made BIGINT NOT NULL DEFAULT 0,
  changed BIGINT NOT NULL DEFAULT 0,
  guessed BIGINT NOT NULL,
  lang TEXT NOT NULL,
  problems TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  CHECK (state IN ('checked', 'running', 'done')),
  UNIQUE (organisation_id, id),
  FOREIGN KEY (organisation_id, project_id) REFERENCES project (organisation_id, id),
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id)
);
CREATE INDEX plan_import_project ON plan_import (project_id, id);
CREATE INDEX plan_import_age ON plan_import (created_at);
