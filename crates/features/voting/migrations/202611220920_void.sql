-- When a whole batch of codes was made void, because its letters were lost.
ALTER TABLE code_batch ADD COLUMN voided_at BIGINT;
