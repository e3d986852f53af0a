-- What a job is doing to a large round, asked by staff: 'seal' or 'count'; null when it is done.
ALTER TABLE voting_round ADD COLUMN pending TEXT;
