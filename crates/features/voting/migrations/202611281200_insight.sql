-- What an outcome means to those who voted, what other rules would have made of the ballots, and the money behind each
-- plan, counted once with the outcome. None for what was counted before this column.
ALTER TABLE outcome ADD COLUMN insight TEXT;
