//! What a dry run left behind.

use crate::Voting;
use crate::model::RoundId;
use platform::error::Error;
use platform::{params, statements};

statements! {
    /// The test ballots of a round; asked of drafts only, where there are no others.
    TEST_BALLOTS = "SELECT COUNT(*) FROM ballot_open WHERE round_id = ?1 AND test = 1";
}

/// How many test ballots a round has. Opening throws them away.
pub(super) async fn ballots(voting: &Voting, round: RoundId) -> Result<i64, Error> {
    Ok(voting.app.db.read(move |reader| reader.one(&TEST_BALLOTS, params![round], |row| row.get(0))).await?)
}
