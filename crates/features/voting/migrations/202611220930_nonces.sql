-- The leaf of the public log is made of the round, the voter's nonce, ours and the ballot. Both nonces go with the ballot
-- through sealing, because they are published with it (or kept for auditors). The voter's nonce is zeros where the voter's
-- device made none. Rounds that were sealed before have no nonces left, and no receipts either.
-- only: sqlite
ALTER TABLE ballot_open ADD COLUMN voter_nonce BLOB NOT NULL DEFAULT x'0000000000000000000000000000000000000000000000000000000000000000';
-- end
-- only: postgres
ALTER TABLE ballot_open ADD COLUMN voter_nonce BLOB NOT NULL DEFAULT '\x0000000000000000000000000000000000000000000000000000000000000000';
-- end
ALTER TABLE ballot_sealed ADD COLUMN voter_nonce BLOB;
ALTER TABLE ballot_sealed ADD COLUMN nonce BLOB;
