-- What a status means to the program ('withdrawn': plans get it when their people take them back), and what the people of
-- a plan are told when it gets the status; in the organisation's default language, others stand in translation.
ALTER TABLE status ADD COLUMN meaning TEXT NOT NULL DEFAULT '';
ALTER TABLE status ADD COLUMN message TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX status_withdrawn ON status (project_id) WHERE meaning = 'withdrawn';
