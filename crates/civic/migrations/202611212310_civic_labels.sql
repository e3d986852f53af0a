-- Kinds of tags and areas have an order that staff choose, as tags and statuses have.
ALTER TABLE tag_type ADD COLUMN position BIGINT NOT NULL DEFAULT 0;
ALTER TABLE area ADD COLUMN position BIGINT NOT NULL DEFAULT 0;
