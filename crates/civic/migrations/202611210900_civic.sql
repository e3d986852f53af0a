-- Who runs the site, for whom, and what a project is made of.

CREATE TABLE organisation (
  id @ID,
  uuid TEXT NOT NULL UNIQUE,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  tagline TEXT NOT NULL,
  default_lang TEXT NOT NULL,
  languages TEXT NOT NULL,
  formal BIGINT NOT NULL DEFAULT 0,
  contact_email TEXT NOT NULL,
  contact_text TEXT NOT NULL,
  picture TEXT,
  created_at BIGINT NOT NULL
);

CREATE TABLE organisation_host (
  host TEXT PRIMARY KEY,
  organisation_id BIGINT NOT NULL REFERENCES organisation (id),
  main BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE person (
  id @ID,
  uuid TEXT NOT NULL UNIQUE,
  organisation_id BIGINT NOT NULL REFERENCES organisation (id),
  email TEXT NOT NULL,
  email_key TEXT NOT NULL,
  name TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (organisation_id, email_key),
  UNIQUE (organisation_id, id)
);

CREATE TABLE second_factor (
  person_id BIGINT PRIMARY KEY REFERENCES person (id),
  secret BLOB NOT NULL,
  confirmed_at BIGINT,
  last_step BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE recovery_code (
  person_id BIGINT NOT NULL REFERENCES person (id),
  hash BLOB NOT NULL,
  used_at BIGINT,
  PRIMARY KEY (person_id, hash)
);

CREATE TABLE session (
  hash BLOB PRIMARY KEY,
  organisation_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  second_factor BIGINT NOT NULL DEFAULT 0,
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id)
);
CREATE INDEX session_person ON session (person_id);

CREATE TABLE email_code (
  id @ID,
  organisation_id BIGINT NOT NULL REFERENCES organisation (id),
  email_hash BLOB NOT NULL,
  code_hash BLOB NOT NULL,
  link_hash BLOB NOT NULL UNIQUE,
  attempts BIGINT NOT NULL DEFAULT 0,
  expires_at BIGINT NOT NULL,
  used_at BIGINT
);
CREATE INDEX email_code_address ON email_code (organisation_id, email_hash);

-- A one-time link: the first operator of an installation, the first owner of an organisation.
CREATE TABLE admin_link (
  hash BLOB PRIMARY KEY,
  organisation_id BIGINT REFERENCES organisation (id),
  email TEXT,
  role TEXT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT
);

CREATE TABLE project (
  id @ID,
  uuid TEXT NOT NULL UNIQUE,
  organisation_id BIGINT NOT NULL REFERENCES organisation (id),
  slug TEXT NOT NULL,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  intro TEXT NOT NULL,
  note TEXT NOT NULL,
  picture TEXT,
  picture_alt TEXT NOT NULL,
  area TEXT,
  state TEXT NOT NULL,
  position BIGINT NOT NULL DEFAULT 0,
  version BIGINT NOT NULL DEFAULT 1,
  created_at BIGINT NOT NULL,
  CHECK (state IN ('draft', 'published', 'archived')),
  UNIQUE (organisation_id, slug),
  UNIQUE (organisation_id, id)
);

CREATE TABLE role_assignment (
  id @ID,
  organisation_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  project_id BIGINT,
  role TEXT NOT NULL,
  CHECK (role IN ('operator', 'owner', 'admin', 'editor', 'moderator', 'juror', 'viewer')),
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id),
  FOREIGN KEY (organisation_id, project_id) REFERENCES project (organisation_id, id)
);
CREATE UNIQUE INDEX role_once ON role_assignment (person_id, role, COALESCE(project_id, 0));

CREATE TABLE phase (
  id @ID,
  uuid TEXT NOT NULL UNIQUE,
  organisation_id BIGINT NOT NULL,
  project_id BIGINT NOT NULL,
  position BIGINT NOT NULL,
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  starts_at BIGINT NOT NULL,
  ends_at BIGINT,
  CHECK (ends_at IS NULL OR ends_at > starts_at),
  FOREIGN KEY (organisation_id, project_id) REFERENCES project (organisation_id, id)
);
CREATE INDEX phase_project ON phase (project_id, position);

-- What makes something possible: open if a window covers now.
CREATE TABLE activity (
  id @ID,
  uuid TEXT NOT NULL UNIQUE,
  organisation_id BIGINT NOT NULL,
  project_id BIGINT NOT NULL,
  phase_id BIGINT REFERENCES phase (id),
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  opens_at BIGINT NOT NULL,
  closes_at BIGINT NOT NULL,
  settings TEXT NOT NULL,
  CHECK (closes_at > opens_at),
  FOREIGN KEY (organisation_id, project_id) REFERENCES project (organisation_id, id),
  UNIQUE (organisation_id, id)
);
CREATE INDEX activity_project ON activity (project_id, kind, subject);

-- The rules of the game of a project, one row a version.
CREATE TABLE rules (
  project_id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  organisation_id BIGINT NOT NULL,
  rules TEXT NOT NULL,
  reason TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (project_id, version),
  FOREIGN KEY (organisation_id, project_id) REFERENCES project (organisation_id, id)
);

-- A kind of tag (theme, target group …), of one project or of the whole organisation.
CREATE TABLE tag_type (
  id @ID,
  organisation_id BIGINT NOT NULL REFERENCES organisation (id),
  project_id BIGINT,
  slug TEXT NOT NULL,
  title TEXT NOT NULL,
  UNIQUE (organisation_id, id),
  FOREIGN KEY (organisation_id, project_id) REFERENCES project (organisation_id, id)
);
CREATE UNIQUE INDEX tag_type_slug ON tag_type (organisation_id, COALESCE(project_id, 0), slug);

CREATE TABLE tag (
  id @ID,
  uuid TEXT NOT NULL UNIQUE,
  organisation_id BIGINT NOT NULL,
  tag_type_id BIGINT NOT NULL,
  slug TEXT NOT NULL,
  title TEXT NOT NULL,
  colour BIGINT NOT NULL DEFAULT 0,
  position BIGINT NOT NULL DEFAULT 0,
  UNIQUE (tag_type_id, slug),
  UNIQUE (organisation_id, id),
  FOREIGN KEY (organisation_id, tag_type_id) REFERENCES tag_type (organisation_id, id)
);

CREATE TABLE area (
  id @ID,
  uuid TEXT NOT NULL UNIQUE,
  organisation_id BIGINT NOT NULL REFERENCES organisation (id),
  project_id BIGINT,
  slug TEXT NOT NULL,
  name TEXT NOT NULL,
  shape TEXT,
  UNIQUE (organisation_id, id),
  FOREIGN KEY (organisation_id, project_id) REFERENCES project (organisation_id, id)
);
CREATE UNIQUE INDEX area_slug ON area (organisation_id, COALESCE(project_id, 0), slug);

CREATE TABLE status (
  id @ID,
  organisation_id BIGINT NOT NULL,
  project_id BIGINT NOT NULL,
  slug TEXT NOT NULL,
  title TEXT NOT NULL,
  votable BIGINT NOT NULL,
  position BIGINT NOT NULL,
  UNIQUE (project_id, slug),
  UNIQUE (organisation_id, id),
  FOREIGN KEY (organisation_id, project_id) REFERENCES project (organisation_id, id)
);

-- A page is rows (sections) of blocks.
CREATE TABLE page (
  id @ID,
  uuid TEXT NOT NULL UNIQUE,
  organisation_id BIGINT NOT NULL REFERENCES organisation (id),
  project_id BIGINT,
  slug TEXT NOT NULL,
  role TEXT NOT NULL,
  title TEXT NOT NULL,
  in_menu BIGINT NOT NULL DEFAULT 0,
  position BIGINT NOT NULL DEFAULT 0,
  UNIQUE (organisation_id, id),
  FOREIGN KEY (organisation_id, project_id) REFERENCES project (organisation_id, id)
);
CREATE UNIQUE INDEX page_slug ON page (organisation_id, COALESCE(project_id, 0), slug);

CREATE TABLE section (
  id @ID,
  organisation_id BIGINT NOT NULL,
  page_id BIGINT NOT NULL,
  position BIGINT NOT NULL,
  layout TEXT NOT NULL,
  UNIQUE (organisation_id, id),
  FOREIGN KEY (organisation_id, page_id) REFERENCES page (organisation_id, id)
);
CREATE INDEX section_page ON section (page_id, position);

CREATE TABLE block (
  id @ID,
  uuid TEXT NOT NULL UNIQUE,
  organisation_id BIGINT NOT NULL,
  section_id BIGINT NOT NULL,
  position BIGINT NOT NULL,
  kind TEXT NOT NULL,
  version BIGINT NOT NULL,
  settings TEXT NOT NULL,
  FOREIGN KEY (organisation_id, section_id) REFERENCES section (organisation_id, id)
);
CREATE INDEX block_section ON block (section_id, position);

-- A field in another language than its source.
CREATE TABLE translation (
  organisation_id BIGINT NOT NULL REFERENCES organisation (id),
  entity TEXT NOT NULL,
  entity_id BIGINT NOT NULL,
  field TEXT NOT NULL,
  lang TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (entity, entity_id, field, lang)
);

-- Raised by what changes a public page; pages are cached by it.
CREATE TABLE generation (
  scope BIGINT PRIMARY KEY,
  number BIGINT NOT NULL
);
