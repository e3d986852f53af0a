//! Voting rounds: codes, drafts, ballots, sealing, outcome
