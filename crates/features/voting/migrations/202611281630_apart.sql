-- Addresses to which a round sends one mail: a reminder before it closes, or its outcome. They are kept apart: nothing here
-- leads to an entitlement, a draft or a ballot, there is no time, and rows lie in the order of random ids. Whoever wants no
-- mail about a round has a row of the kind 'stop', with the hash only.
-- only: sqlite
CREATE TABLE voter_notice (
  id TEXT NOT NULL PRIMARY KEY,
  round_id BIGINT NOT NULL REFERENCES voting_round (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('reminder', 'outcome', 'stop')),
  address_hash BLOB NOT NULL,
  sealed BLOB NOT NULL,
  UNIQUE (round_id, kind, address_hash)
) WITHOUT ROWID;
-- end
-- only: postgres
CREATE TABLE voter_notice (
  id TEXT NOT NULL PRIMARY KEY,
  round_id BIGINT NOT NULL REFERENCES voting_round (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('reminder', 'outcome', 'stop')),
  address_hash BLOB NOT NULL,
  sealed BLOB NOT NULL,
  UNIQUE (round_id, kind, address_hash)
);
-- end
