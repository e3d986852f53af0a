-- Raised by every change of an organisation's texts, so that two people who change them at once do not overwrite each other.
ALTER TABLE organisation ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
