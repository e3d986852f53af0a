-- Plans: what residents propose and vote on.

-- The last number that was given out in a project. Its row is the lock under which plans are numbered.
CREATE TABLE proposal_counter (
  project_id BIGINT PRIMARY KEY,
  organisation_id BIGINT NOT NULL,
  last BIGINT NOT NULL,
  FOREIGN KEY (organisation_id, project_id) REFERENCES project (organisation_id, id)
);

-- Texts are in the organisation's default language; other languages stand in translation. sort_key and terms are
-- computed by the program, so that both databases sort and find alike; sort_key is a BLOB because it is compared byte by
-- byte, whatever the collation; each term stands between spaces.
CREATE TABLE proposal (
  id @ID,
  uuid TEXT NOT NULL UNIQUE,
  organisation_id BIGINT NOT NULL,
  project_id BIGINT NOT NULL,
  number BIGINT NOT NULL,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  text TEXT NOT NULL,
  author TEXT NOT NULL,
  cost BIGINT,
  status_id BIGINT NOT NULL,
  area_id BIGINT,
  place TEXT NOT NULL,
  latitude DOUBLE PRECISION,
  longitude DOUBLE PRECISION,
  picture TEXT,
  picture_alt TEXT NOT NULL,
  external_id TEXT,
  published BIGINT NOT NULL,
  request_hash BLOB,
  sort_key BLOB NOT NULL,
  terms TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  CHECK (number > 0),
  CHECK (cost IS NULL OR cost >= 0),
  CHECK (published IN (0, 1)),
  CHECK ((latitude IS NULL) = (longitude IS NULL)),
  CHECK (latitude IS NULL OR (latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180)),
  UNIQUE (project_id, number),
  UNIQUE (organisation_id, id),
  UNIQUE (project_id, id),
  FOREIGN KEY (organisation_id, project_id) REFERENCES project (organisation_id, id),
  FOREIGN KEY (organisation_id, status_id) REFERENCES status (organisation_id, id),
  FOREIGN KEY (organisation_id, area_id) REFERENCES area (organisation_id, id)
);
-- Empty values are all different in a unique index of either database.
CREATE UNIQUE INDEX proposal_external ON proposal (project_id, external_id);
-- The same request sent twice makes one plan.
CREATE UNIQUE INDEX proposal_request ON proposal (project_id, request_hash);
-- What lists, counts and random orders read: one index for each order, with everything that a list filters by in it, so
-- that a list of a hundred thousand plans touches no row of the table itself.
CREATE INDEX proposal_list ON proposal (organisation_id, project_id, number, published, status_id, area_id, id);
CREATE INDEX proposal_title ON proposal
  (organisation_id, project_id, sort_key, number, published, status_id, area_id, id);
CREATE INDEX proposal_cheapest ON proposal
  (organisation_id, project_id, (COALESCE(cost, 9223372036854775807)), number, published, status_id, area_id, id);
CREATE INDEX proposal_dearest ON proposal
  (organisation_id, project_id, (COALESCE(cost, -1)), number, published, status_id, area_id, id);

CREATE TABLE proposal_tag (
  organisation_id BIGINT NOT NULL,
  project_id BIGINT NOT NULL,
  proposal_id BIGINT NOT NULL,
  tag_id BIGINT NOT NULL,
  PRIMARY KEY (proposal_id, tag_id),
  FOREIGN KEY (organisation_id, proposal_id) REFERENCES proposal (organisation_id, id),
  FOREIGN KEY (project_id, proposal_id) REFERENCES proposal (project_id, id),
  FOREIGN KEY (organisation_id, tag_id) REFERENCES tag (organisation_id, id)
) @CLUSTERED;
CREATE INDEX proposal_tag_plans ON proposal_tag (project_id, tag_id, proposal_id);

-- The index behind search: each stem and each word of a plan (proposal.terms), as bytes, so that a range is a prefix.
-- It holds nothing that proposal.terms does not, and is written in the same transaction; checking a reference for each of
-- some fifty words would cost more than the words.
CREATE TABLE proposal_term (
  project_id BIGINT NOT NULL,
  term BLOB NOT NULL,
  proposal_id BIGINT NOT NULL,
  PRIMARY KEY (project_id, term, proposal_id)
) @CLUSTERED;
