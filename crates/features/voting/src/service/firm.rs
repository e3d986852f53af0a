//! How firm an outcome is: in how many electorates that are drawn from the ballots each plan wins, at what lower cost those
//! would have won that did not, and what other orders of equal plans would have led to. Counted by a job after the count, a slice at a time, and kept beside the outcome.

use super::outcome::election;
use crate::jobs as own_jobs;
use crate::model::{Candidate, Round, RoundId, State};
use crate::store;
use crate::voting::Voting;
use platform::db::{DbError, Tx};
use platform::error::Error;
use platform::{jobs, params, statements};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};
use tally::{
    Amount, Columns, Election, Entry, Rule, Stability, Status, WITHDRAWN_COST, lower_cost_needed, resample, stability,
};
use uuid::Uuid;

/// So many electorates are drawn.
pub const ELECTORATES: u64 = 200;
/// So many orders of equal plans are tried at most.
const MOST_ORDERS: u64 = 1_000;
/// A job counts so long before others have their turn.
const SLICE: Duration = Duration::from_secs(3);
/// Drawing and counting electorates takes at most so long.
const LIMIT: Duration = Duration::from_secs(90);
/// Trying lower costs takes at most so much longer.
const LOWER_LIMIT: Duration = Duration::from_secs(30);
/// Trying orders takes about so long at most.
const ORDERS_LIMIT: Duration = Duration::from_secs(10);
/// Seeds are whole numbers that every program can read, with room for that of the last electorate.
const SEEDS: u128 = 1 << 52;

statements! {
    /// How far it is.
    SAVE = "UPDATE outcome SET firmness = ?2 WHERE round_id = ?1";
    /// What was found before.
    FOUND = "SELECT firmness FROM outcome WHERE round_id = ?1";
    /// Outcomes of which it was never asked.
    UNASKED = "SELECT r.uuid FROM outcome o JOIN voting_round r ON r.id = o.round_id
        WHERE o.firmness IS NULL ORDER BY r.id LIMIT 10";
}

/// How firm an outcome is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Firmness {
    /// The seed of the first electorate; that of each next one is one more. It follows from the id of the round, so
    /// nobody could choose it.
    pub seed: u64,
    /// How many electorates were to be drawn.
    pub asked: u64,
    /// How many were drawn: fewer, if the time was over.
    pub drawn: u64,
    /// In how many of them each plan wins, by its id in the count. One that is not named wins in none.
    pub wins: BTreeMap<String, u64>,
    /// What a plan that did not make it could have cost to make it, of those that were found, by its id in the count: the
    /// first of nine steps of a tenth of its cost. Only for rules that do not tell it themselves.
    #[serde(default)]
    pub cheaper: BTreeMap<String, Amount>,
    /// How many plans were tried at lower costs.
    #[serde(default)]
    pub(crate) tried: usize,
    /// What other orders of equal plans lead to; none if the rule could not count that.
    pub orders: Option<Stability>,
    /// How long was counted, in milliseconds.
    pub(crate) spent: u64,
    /// Whether there is nothing more to count.
    pub done: bool,
}

impl Firmness {
    /// Nothing drawn yet.
    #[must_use]
    pub fn of_round(round: Uuid) -> Self {
        let seed = u64::try_from(round.as_u128() % SEEDS).unwrap_or_default();
        Firmness {
            seed,
            asked: ELECTORATES,
            drawn: 0,
            wins: BTreeMap::new(),
            cheaper: BTreeMap::new(),
            tried: 0,
            orders: None,
            spent: 0,
            done: false,
        }
    }

    /// In how many electorates a plan wins.
    #[must_use]
    pub fn wins_of(&self, id: &str) -> u64 {
        self.wins.get(id).copied().unwrap_or_default()
    }

    /// Counts for a while: electorates first, then lower costs of those that did not make it, then orders of equal plans.
    fn step(&mut self, election: &Election, rule: &Rule) {
        let clock = Clock { began: Instant::now(), before: Duration::from_millis(self.spent) };
        while self.drawn < self.asked && clock.goes_on(LIMIT) {
            let Ok(drawn) = resample(election, rule, 1, self.seed + self.drawn) else {
                self.asked = self.drawn;
                break;
            };
            self.drawn += 1;
            for (id, share) in drawn.wins {
                if share > Amount::zero() {
                    *self.wins.entry(id).or_default() += 1;
                }
            }
        }
        let drawn = self.drawn >= self.asked || clock.spent() >= LIMIT;
        if drawn && self.lower_costs(election, rule, &clock) {
            let each = (clock.spent().as_millis() / u128::from(self.drawn.max(1))).max(1);
            let most = u64::try_from(ORDERS_LIMIT.as_millis() / each).unwrap_or(MOST_ORDERS);
            self.orders = stability(election, rule, most.clamp(1, MOST_ORDERS)).ok();
            self.done = true;
        }
        self.spent = u64::try_from(clock.spent().as_millis()).unwrap_or(u64::MAX);
    }

    /// Tries the next plans that did not make it at lower costs; true when there is none left, or the time is over.
    fn lower_costs(&mut self, election: &Election, rule: &Rule, clock: &Clock) -> bool {
        // Greedy rules say it themselves, for every plan and to the cent; with an order only, money plays no part.
        if matches!(rule, Rule::GreedyVotes(_) | Rule::TopN(_)) {
            return true;
        }
        let Ok(outcome) = rule.count(election) else { return true };
        let lost = |entry: &&Entry| !matches!(entry.status, Status::Funded | Status::Withdrawn | Status::NoSupport);
        let losers: Vec<&Entry> = outcome.entries.iter().filter(lost).collect();
        while let Some(entry) = losers.get(self.tried).filter(|_| clock.goes_on(LIMIT + LOWER_LIMIT)) {
            self.tried += 1;
            let step = entry.cost.checked_div(&Amount::from(10)).unwrap_or_default();
            if let Ok(Some(cost)) = lower_cost_needed(election, rule, &entry.id, &step, 9) {
                self.cheaper.insert(entry.id.clone(), cost);
            }
        }
        self.tried >= losers.len() || clock.spent() >= LIMIT + LOWER_LIMIT
    }
}

/// How long was counted, in this slice and before it.
struct Clock {
    began: Instant,
    before: Duration,
}

impl Clock {
    fn spent(&self) -> Duration {
        self.before + self.began.elapsed()
    }

    /// Whether there is time left in this slice, and in all up to a limit.
    fn goes_on(&self, limit: Duration) -> bool {
        self.began.elapsed() < SLICE && self.spent() < limit
    }
}

/// The election of a sealed round in which struck plans are marked as such in themselves.
fn marked(round: &Round, candidates: &[Candidate], ballots: &[String]) -> Result<Election, Error> {
    let plain = election(&round.rules, candidates, round.budget, ballots)?;
    let mut tallied = plain.candidates().to_vec();
    for (tallied, candidate) in tallied.iter_mut().zip(candidates) {
        if candidate.struck.is_some() {
            tallied.cost = Amount::from(WITHDRAWN_COST);
        }
    }
    let (meta, ballots) = (plain.meta().clone(), plain.ballots().to_vec());
    Election::new(meta, Columns::default(), tallied, ballots).map_err(Error::internal)
}

/// Asks for it, in the transaction that stores the outcome.
pub(crate) fn ask(voting: &Voting, tx: &mut Tx<'_>, round: Uuid) -> Result<(), DbError> {
    let once = format!("firm-{round}");
    jobs::add(tx, own_jobs::FIRM, &round.to_string(), Some(&once), voting.app.clock.now())
}

/// Asks for it where an outcome is older than the question.
pub(crate) async fn ask_where_missing(voting: &Voting) -> Result<(), Error> {
    let missing = voting.app.db.read(|reader| reader.query(&UNASKED, params![], |row| row.get::<Uuid>(0))).await?;
    for round in missing {
        let work = voting.clone();
        voting.app.db.write(move |tx| ask(&work, tx, round)).await?;
    }
    Ok(())
}

/// Counts until there is nothing more to count: for demonstrations, where no job runs.
///
/// # Errors
/// When the database fails.
pub async fn finish(voting: &Voting, uuid: Uuid) -> Result<(), Error> {
    while !slice(voting, uuid).await? {}
    Ok(())
}

/// The job: counts for a while, and comes again if there is more. Safe to repeat.
///
/// # Errors
/// Anything unforeseen; then it comes again.
pub(crate) async fn run(voting: &Voting, uuid: Uuid) -> Result<(), Error> {
    if slice(voting, uuid).await? {
        return Ok(());
    }
    let work = voting.clone();
    // Without a key: the job that is ending still has it.
    let again = move |tx: &mut Tx<'_>| jobs::add(tx, own_jobs::FIRM, &uuid.to_string(), None, work.app.clock.now());
    Ok(voting.app.db.write(again).await?)
}

/// A slice; true if there is nothing more to count.
async fn slice(voting: &Voting, uuid: Uuid) -> Result<bool, Error> {
    let read = voting.app.db.read(move |reader| {
        let Some(round) = store::round(reader, None, uuid)? else { return Ok(None) };
        if round.state < State::Counted {
            return Ok(None);
        }
        let found = reader.find(&FOUND, params![round.id], |row| row.get::<Option<String>>(0))?.flatten();
        let found = found.map(|text| serde_json::from_str(&text).map_err(Error::internal)).transpose()?;
        let firmness = found.unwrap_or_else(|| Firmness::of_round(uuid));
        if firmness.done {
            return Ok(None);
        }
        let candidates = store::candidates(reader, round.id)?;
        let ballots = store::sealed_ballots(reader, round.id)?;
        Ok::<_, Error>(Some((round, firmness, candidates, ballots)))
    });
    let Some((round, mut firmness, candidates, ballots)) = read.await? else { return Ok(true) };
    let (id, organisation, project) = (round.id, round.organisation, round.project);
    let counted = tokio::task::spawn_blocking(move || {
        let election = marked(&round, &candidates, &ballots)?;
        firmness.step(&election, &round.rules.rule);
        Ok::<_, Error>(firmness)
    });
    let firmness = counted.await.map_err(Error::internal)??;
    let (body, done) = (serde_json::to_string(&firmness).map_err(Error::internal)?, firmness.done);
    let written = voting.app.db.write(move |tx| {
        tx.execute(&SAVE, params![id, body.as_str()])?;
        if done {
            // The page of the outcome tells it.
            civic::store::project_changed(tx, organisation, project)?;
        }
        Ok::<_, Error>(())
    });
    written.await?;
    voting.forget_view(uuid);
    Ok(done)
}

/// What was found about a round, if it is done.
pub(crate) fn found(reader: &platform::db::Reader<'_>, round: RoundId) -> Result<Option<Firmness>, DbError> {
    let text = reader.find(&FOUND, params![round], |row| row.get::<Option<String>>(0))?.flatten();
    let firmness: Option<Firmness> = text
        .map(|text| serde_json::from_str(&text).map_err(|_| DbError::Shape("a firmness of another form")))
        .transpose()?;
    Ok(firmness.filter(|firmness| firmness.done))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tally::pabulib;

    const FILE: &str = "META\nkey;value\nbudget;100\nvote_type;approval\nPROJECTS\nproject_id;cost\na;60\nb;60\nc;40\n\
        VOTES\nvoter_id;vote\n1;a,c\n2;b,c\n3;c\n";

    #[test]
    fn the_same_round_draws_the_same_electorates() {
        let election = pabulib::read(FILE).unwrap().election;
        let rule = Rule::by_name("greedy_votes").unwrap();
        let counted = || {
            let mut firmness = Firmness::of_round(Uuid::from_u128(77));
            firmness.step(&election, &rule);
            Firmness { spent: 0, ..firmness }
        };
        let one = counted();
        assert_eq!(one, counted());
        assert_eq!((one.seed, one.drawn, one.done), (77, 200, true));
        assert_eq!(one.wins_of("c"), 200, "who is on every ballot wins in every electorate");
        assert!(one.wins_of("a") > 50 && one.wins_of("a") < 200, "{one:?}");
        let orders = one.orders.unwrap();
        assert_eq!((orders.orders, orders.more, orders.depends), (2, false, vec!["a".to_owned(), "b".to_owned()]));
    }

    #[test]
    fn time_that_is_over_is_said() {
        let election = pabulib::read(FILE).unwrap().election;
        let mut firmness = Firmness { spent: 90_000, drawn: 57, ..Firmness::of_round(Uuid::nil()) };
        firmness.step(&election, &Rule::by_name("greedy_votes").unwrap());
        assert_eq!((firmness.done, firmness.drawn, firmness.asked), (true, 57, 200));
    }
}
