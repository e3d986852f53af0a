-- Whether residents may know of an activity: the one of a vote that staff still prepare is nobody's business.
ALTER TABLE activity ADD COLUMN announced BIGINT NOT NULL DEFAULT 1;
