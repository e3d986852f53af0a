-- Handing in: what a project asks, drafts, versions, answers, and who a plan is of.

-- A question of a project's own. Its number is never given out twice, so that an answer keeps its question. Texts are in
-- the organisation's default language; other languages stand in translation, the words of choices too.
CREATE TABLE plan_question (
  id @ID,
  organisation_id BIGINT NOT NULL,
  project_id BIGINT NOT NULL,
  number BIGINT NOT NULL,
  position BIGINT NOT NULL,
  kind TEXT NOT NULL,
  label TEXT NOT NULL,
  help TEXT NOT NULL,
  required BIGINT NOT NULL,
  shown BIGINT NOT NULL,
  settings TEXT NOT NULL,
  retired_at BIGINT,
  CHECK (number BETWEEN 1 AND 60),
  CHECK (kind IN ('line', 'text', 'one', 'some', 'number', 'date', 'phone', 'consent')),
  CHECK (required IN (0, 1)),
  CHECK (shown IN (0, 1)),
  UNIQUE (project_id, number),
  UNIQUE (organisation_id, id),
  FOREIGN KEY (organisation_id, project_id) REFERENCES project (organisation_id, id)
);

-- A plan that is being written, from the first letter. It belongs to the browser that has the cookie behind
-- device_hash, and, once somebody has signed in, to that person on every device. With proposal_id: a change of a plan
-- that is there, against its base_version.
CREATE TABLE plan_draft (
  id @ID,
  uuid TEXT NOT NULL UNIQUE,
  organisation_id BIGINT NOT NULL,
  project_id BIGINT NOT NULL,
  device_hash BLOB,
  person_id BIGINT,
  proposal_id BIGINT,
  base_version BIGINT,
  content TEXT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  CHECK (device_hash IS NOT NULL OR person_id IS NOT NULL),
  CHECK ((proposal_id IS NULL) = (base_version IS NULL)),
  FOREIGN KEY (organisation_id, project_id) REFERENCES project (organisation_id, id),
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id),
  FOREIGN KEY (project_id, proposal_id) REFERENCES proposal (project_id, id)
);
CREATE INDEX plan_draft_device ON plan_draft (organisation_id, device_hash);
CREATE INDEX plan_draft_person ON plan_draft (organisation_id, person_id);
CREATE INDEX plan_draft_expiry ON plan_draft (expires_at);
-- One change of one plan by one person at a time.
CREATE UNIQUE INDEX plan_draft_change ON plan_draft (proposal_id, person_id);

-- How a plan came in. Plans of before, and of imports, have no row.
CREATE TABLE plan_origin (
  proposal_id BIGINT PRIMARY KEY,
  organisation_id BIGINT NOT NULL,
  project_id BIGINT NOT NULL,
  channel TEXT NOT NULL,
  postcode TEXT NOT NULL,
  lang TEXT NOT NULL,
  entered_by BIGINT,
  announced_at BIGINT,
  withdrawn_at BIGINT,
  withdrawn_why TEXT,
  CHECK (channel IN ('site', 'counter', 'phone', 'door', 'meeting', 'import')),
  CHECK ((withdrawn_at IS NULL) = (withdrawn_why IS NULL)),
  FOREIGN KEY (project_id, proposal_id) REFERENCES proposal (project_id, id),
  FOREIGN KEY (organisation_id, entered_by) REFERENCES person (organisation_id, id)
);

-- Whose plan it is: who handed it in, and who joined by invitation.
CREATE TABLE plan_person (
  proposal_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  organisation_id BIGINT NOT NULL,
  role TEXT NOT NULL,
  since BIGINT NOT NULL,
  PRIMARY KEY (proposal_id, person_id),
  CHECK (role IN ('author', 'initiator')),
  FOREIGN KEY (organisation_id, proposal_id) REFERENCES proposal (organisation_id, id),
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id)
) @CLUSTERED;
CREATE INDEX plan_person_plans ON plan_person (person_id, proposal_id);

CREATE TABLE plan_invitation (
  hash BLOB PRIMARY KEY,
  organisation_id BIGINT NOT NULL,
  proposal_id BIGINT NOT NULL,
  email_key TEXT NOT NULL,
  invited_by BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT,
  FOREIGN KEY (organisation_id, proposal_id) REFERENCES proposal (organisation_id, id),
  FOREIGN KEY (organisation_id, invited_by) REFERENCES person (organisation_id, id)
);
CREATE INDEX plan_invitation_plan ON plan_invitation (proposal_id, expires_at);
CREATE INDEX plan_invitation_expiry ON plan_invitation (expires_at);

-- What a plan said at each version of which somebody changed the content. The first row is written with the first
-- change, so that plans that nobody changes take no space twice.
CREATE TABLE plan_version (
  proposal_id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  organisation_id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  person_id BIGINT,
  role TEXT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (proposal_id, version),
  CHECK (role IN ('author', 'initiator', 'staff', 'first')),
  FOREIGN KEY (organisation_id, proposal_id) REFERENCES proposal (organisation_id, id),
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id)
) @CLUSTERED;

-- Answers to the project's own questions, as JSON: a text, a number, a list of choices.
CREATE TABLE plan_answer (
  proposal_id BIGINT NOT NULL,
  question_id BIGINT NOT NULL,
  organisation_id BIGINT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (proposal_id, question_id),
  FOREIGN KEY (organisation_id, proposal_id) REFERENCES proposal (organisation_id, id),
  FOREIGN KEY (organisation_id, question_id) REFERENCES plan_question (organisation_id, id)
) @CLUSTERED;

-- The pictures of a plan after its first, which stands in the plan itself.
CREATE TABLE plan_picture (
  proposal_id BIGINT NOT NULL,
  position BIGINT NOT NULL,
  organisation_id BIGINT NOT NULL,
  file TEXT NOT NULL,
  alt TEXT NOT NULL,
  PRIMARY KEY (proposal_id, position),
  CHECK (position > 1),
  FOREIGN KEY (organisation_id, proposal_id) REFERENCES proposal (organisation_id, id)
) @CLUSTERED;
