//! Hot commands: hand-ins and drafts in groups, and what is done with many rows at once. The one place in this crate
//! where two SQL texts may stand: a loop on SQLite, set-based statements on PostgreSQL.

mod bulk;
mod draft;
mod handin;
mod log;

pub use bulk::{
    NewEntitlement, Of, OpenBallot, SealedBallot, add_entitlements, batch_entitlements, clear_tests, drop_open_rows,
    entitlement_ids, make_missing_partitions, make_partitions, mark_used, open_ballots, refusals, void_many,
    write_sealed,
};
pub use draft::{DraftSave, DraftSaves, Saved, delete_draft, draft};
pub use handin::{Answer, Ballot, HandIns, refuse_token, repeated, standing, standing_and_struck};
pub use log::{Waiting, add_to_log, let_wait, waiting};

use crate::model::RoundId;
use platform::db::{DbError, Sql, Tx};
use platform::{params, statements};
use std::collections::BTreeMap;

statements! {
    /// Counts what began and what was handed in on a day.
    COUNT = "INSERT INTO round_counter (round_id, day, started, handed_in) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (round_id, day) DO UPDATE SET started = round_counter.started + excluded.started,
        handed_in = round_counter.handed_in + excluded.handed_in";
}

/// All statements that both databases prepare.
#[must_use]
pub fn all_statements() -> Vec<&'static [&'static Sql]> {
    vec![STATEMENTS, handin::STATEMENTS, draft::STATEMENTS, bulk::STATEMENTS, log::STATEMENTS]
}

/// The statements that only PostgreSQL prepares.
#[must_use]
pub fn postgres_statements() -> Vec<&'static Sql> {
    [handin::FOR_POSTGRES, draft::FOR_POSTGRES, bulk::FOR_POSTGRES, log::FOR_POSTGRES].concat()
}

/// Numbers of a group, added up before they are written: one row per round and day.
#[derive(Default)]
struct Counts(BTreeMap<(RoundId, String), (i64, i64)>);

impl Counts {
    fn add(&mut self, round: RoundId, day: &str, started: i64, handed_in: i64) {
        let count = self.0.entry((round, day.to_owned())).or_default();
        *count = (count.0 + started, count.1 + handed_in);
    }

    fn write(self, tx: &mut Tx<'_>) -> Result<(), DbError> {
        for ((round, day), (started, handed_in)) in self.0 {
            tx.execute(&COUNT, params![round, day, started, handed_in])?;
        }
        Ok(())
    }
}
