//! Rules compared before a vote: on the test ballots of a draft, or on a file of an older vote. A job counts, rule by
//! rule, so that nobody waits at a page and nothing else waits long for the job.

use super::outcome::{cents, election};
use super::{Deed, load, log_quietly};
use crate::counts::{self, plain};
use crate::model::{Round, RoundId, State};
use crate::refusal::Refusal;
use crate::rules::{MOST_PLANS, RoundRules};
use crate::voting::Voting;
use crate::{jobs as own_jobs, store};
use civic::Actor;
use civic::ids::OrganisationId;
use civic::permission::Permission;
use jiff::Timestamp;
use platform::db::{DbError, Reader, Row, Tx};
use platform::error::Error;
use platform::{jobs, params, statements};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::time::{Duration, Instant};
use tally::{Amount, Election, Form, Measures, Rule, TieBreak, pabulib};
use uuid::Uuid;

/// The largest file that is compared, in bytes.
pub const MOST_BYTES: usize = 12_000_000;
/// A file has at most so many ballots.
const MOST_BALLOTS: usize = 300_000;
/// Up to so many ballots are counted while the caller waits.
const AT_ONCE: usize = 5_000;
/// A job counts so long before others have their turn.
const SLICE: Duration = Duration::from_secs(4);
/// All rules together get so long; those that are left are named.
const LIMIT: Duration = Duration::from_secs(30);
/// So many comparisons of a round are kept.
const KEPT: i64 = 5;
/// The longest name of a file that is kept, in characters.
const LONGEST_NAME: usize = 80;

statements! {
    /// A new comparison.
    ADD = "INSERT INTO rule_comparison (uuid, organisation_id, round_id, source, name, file, result, asked_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    /// The comparisons of a round, newest first.
    OF_ROUND = "SELECT uuid, source, name, result, asked_at FROM rule_comparison
        WHERE organisation_id = ?1 AND round_id = ?2 ORDER BY id DESC LIMIT 20";
    /// What a job needs.
    WORK = "SELECT c.organisation_id, r.uuid, c.source, c.file, c.result FROM rule_comparison c
        JOIN voting_round r ON r.id = c.round_id WHERE c.uuid = ?1";
    /// How far it is. What is counted needs its file no more.
    SAVE = "UPDATE rule_comparison SET result = ?2, file = CASE WHEN ?3 = 1 THEN NULL ELSE file END WHERE uuid = ?1";
    /// Those of a round that are not kept.
    TRIM = "DELETE FROM rule_comparison WHERE round_id = ?1 AND id NOT IN
        (SELECT id FROM rule_comparison WHERE round_id = ?1 ORDER BY id DESC LIMIT ?2)";
    /// All of a round.
    CLEAR = "DELETE FROM rule_comparison WHERE round_id = ?1";
    /// Files that no job came for.
    FORGET = "UPDATE rule_comparison SET file = NULL WHERE file IS NOT NULL AND asked_at < ?1";
    /// What was chosen with test codes.
    TESTS = "SELECT choices FROM ballot_open WHERE round_id = ?1 AND test = 1 ORDER BY id LIMIT 100000";
}

/// What is compared.
#[derive(Debug, Clone)]
pub enum Source {
    /// The ballots that were handed in with test codes.
    Tests,
    /// A file of an older vote: its name and its content.
    File(String, Vec<u8>),
}

/// A plan in a comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComparedPlan {
    /// Its id in the count.
    pub id: String,
    /// Its title; of a file without names its id.
    pub name: String,
    /// What it costs, in currency units.
    pub cost: Amount,
    /// On how many ballots it stands.
    pub votes: u64,
}

/// What a rule made of the ballots.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComparedRule {
    /// The rule.
    pub rule: Rule,
    /// Ids of the funded plans.
    pub selected: Vec<String>,
    /// What they cost together.
    pub cost: Amount,
    /// How that looks from the voters.
    pub measures: Measures,
}

/// Why a rule was not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// With these plans it could take too long.
    Heavy,
    /// The time was over.
    Time,
    /// It cannot count these ballots.
    Misfit,
}

/// A comparison, as far as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Comparison {
    /// The money there was.
    pub budget: Amount,
    /// The currency of a file, if it is not the euro.
    pub currency: Option<String>,
    /// How many ballots there were.
    pub voters: u64,
    /// Whether the ballots hold points or an order, of which only is counted who was named.
    pub more_than_ticks: bool,
    /// All plans.
    pub plans: Vec<ComparedPlan>,
    /// The rules that were counted; that of the round first, if it could be counted.
    pub rules: Vec<ComparedRule>,
    /// The rules that were not.
    pub left_out: Vec<(Rule, Why)>,
    /// How many rules had their turn.
    next: usize,
    /// How long was counted, in milliseconds.
    spent: u64,
    /// Whether all rules had their turn.
    pub done: bool,
}

/// A comparison with what it is of.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Its id.
    pub uuid: Uuid,
    /// Whether test ballots were compared, and not a file.
    pub tests: bool,
    /// The name of the file.
    pub name: String,
    /// When it was asked for.
    pub at: Timestamp,
    /// The comparison.
    pub result: Comparison,
}

fn from_json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, DbError> {
    serde_json::from_str(text).map_err(|_| DbError::Shape("a comparison of another form"))
}

/// The comparisons of a round, newest first.
///
/// # Errors
/// Without the right to see the project.
pub async fn of_round(voting: &Voting, actor: &Actor, uuid: Uuid) -> Result<Vec<Asked>, Error> {
    let actor = actor.clone();
    let read = voting.app.db.read(move |reader| {
        let round = load(reader, &actor, Permission::SeeProject, uuid)?;
        let asked = |row: &Row<'_>| {
            Ok(Asked {
                uuid: row.get(0)?,
                tests: row.get::<String>(1)? == "test",
                name: row.get(2)?,
                result: from_json(&row.get::<String>(3)?)?,
                at: row.get(4)?,
            })
        };
        Ok::<_, Error>(reader.query(&OF_ROUND, params![round.organisation, round.id], asked)?)
    });
    read.await
}

/// Compares the rules: at once on few ballots, else by a job. Answers the id of the comparison.
///
/// # Errors
/// A file that cannot be read, with the line; [`Refusal::NoTestBallots`]; without the right.
pub async fn ask(voting: &Voting, actor: &Actor, uuid: Uuid, source: Source) -> Result<Uuid, Error> {
    let checker = actor.clone();
    let read = voting.app.db.read(move |reader| {
        let round = load(reader, &checker, Permission::PrepareRound, uuid)?;
        let tests = test_election(reader, &round)?;
        Ok::<_, Error>((round, tests))
    });
    let (round, tests) = read.await?;
    let (election, code, name, file) = match source {
        Source::Tests if round.state != State::Draft || tests.ballots().is_empty() => {
            return Err(Refusal::NoTestBallots.into());
        }
        Source::Tests => (tests, "test", String::new(), None),
        Source::File(name, content) => {
            let (election, text) = blocking(move || read_file(content)).await??;
            (election, "file", name.chars().take(LONGEST_NAME).collect(), Some(text))
        }
    };
    let made = voting.app.uuid();
    let begun = serde_json::to_string(&begun(&election)).map_err(Error::internal)?;
    let at_once = election.ballots().len() <= AT_ONCE;
    let (work, actor) = (voting.clone(), actor.clone());
    let written = voting.app.db.write(move |tx| {
        let round = load(tx, &actor, Permission::PrepareRound, uuid)?;
        let now = work.app.clock.now();
        let file = file.as_deref();
        tx.execute(&ADD, params![made, round.organisation, round.id, code, name.as_str(), file, begun.as_str(), now])?;
        tx.execute(&TRIM, params![round.id, KEPT])?;
        if !at_once {
            jobs::add(tx, own_jobs::COMPARE, &made.to_string(), None, now)?;
        }
        let facts = json!({ "title": round.title, "file": name });
        let deed = Deed::inner(Permission::PrepareRound, "log-rules-compared", facts);
        log_quietly(&work, tx, &actor, &round, deed)
    });
    written.await?;
    if at_once {
        // What is not done within a slice goes on in a job.
        run(voting, made).await?;
    }
    Ok(made)
}

/// Off the threads that answer requests.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    tokio::task::spawn_blocking(work).await.map_err(Error::internal)
}

fn read_file(content: Vec<u8>) -> Result<(Election, String), Refusal> {
    if content.len() > MOST_BYTES {
        return Err(Refusal::FileTooLarge);
    }
    let text = String::from_utf8(content).map_err(|_| Refusal::NoText)?;
    if text.contains('\0') {
        return Err(Refusal::NoText);
    }
    let reading = pabulib::read(&text).map_err(|error| Refusal::BadFile(Box::new(error)))?;
    let (plans, ballots) = (reading.election.candidates().len(), reading.election.ballots().len());
    if plans > MOST_PLANS as usize || ballots > MOST_BALLOTS {
        return Err(Refusal::FileTooLarge);
    }
    if plans == 0 || ballots == 0 {
        return Err(Refusal::NothingToCompare);
    }
    Ok((reading.election, text))
}

fn test_election(reader: &Reader<'_>, round: &Round) -> Result<Election, Error> {
    let candidates = store::candidates(reader, round.id)?;
    let ballots = reader.query(&TESTS, params![round.id], |row| row.get::<String>(0))?;
    election(&round.rules, &candidates, round.budget, &ballots)
}

/// A comparison in which no rule had its turn yet.
fn begun(election: &Election) -> Comparison {
    let plans = election.candidates().iter().zip(election.vote_counts()).map(|(candidate, votes)| ComparedPlan {
        id: candidate.id.clone(),
        name: if candidate.name.is_empty() { candidate.id.clone() } else { candidate.name.clone() },
        cost: candidate.cost.clone(),
        votes,
    });
    let currency = election.meta().get("currency").map(|code| code.trim().chars().take(8).collect::<String>());
    Comparison {
        budget: election.meta().budget().clone(),
        currency: currency.filter(|code| !code.is_empty() && !code.eq_ignore_ascii_case("EUR")),
        voters: u64::try_from(election.ballots().len()).unwrap_or(u64::MAX),
        more_than_ticks: election.ballots().iter().any(|ballot| !matches!(ballot.form, Form::Approval(_))),
        plans: plans.collect(),
        rules: Vec::new(),
        left_out: Vec::new(),
        next: 0,
        spent: 0,
        done: false,
    }
}

/// The rules that are compared, that of the round first. On an older vote equal plans go by id, and a rule that names
/// plans, themes or areas of this round is left out.
fn rules(round: &RoundRules, election: &Election, of_file: bool) -> Vec<Rule> {
    let form = if of_file { counts::form_of(election.meta().vote_type()) } else { round.form };
    let own = round.rule.clone();
    let own = if of_file { own.with_tie_break(TieBreak::Id) } else { own };
    let names = matches!(&own, Rule::GreedyVotes(greedy) if greedy.ceilings.is_some() || !greedy.exclusive.is_empty());
    let mut all: Vec<Rule> = plain(&own, form).filter(|rule| rule.name() != own.name()).collect();
    // A rule for other ballots than those of the file says nothing about them.
    if !(of_file && names) && (counts::fits(&own, form) || form == round.form) {
        all.insert(0, own);
    }
    if of_file {
        // What the older vote itself had agreed on.
        for name in ["greedy_threshold", "greedy_ceilings"] {
            let agreed = Rule::by_name(name).filter(|rule| rule.check(election).is_ok());
            all.extend(agreed.filter(|rule| all.iter().all(|one| one.name() != rule.name())));
        }
    }
    all
}

/// Lets rules have their turn until the slice is over.
fn step(comparison: &mut Comparison, election: &Election, rules: &[Rule]) {
    let began = Instant::now();
    let costs: Option<Vec<i64>> =
        election.candidates().iter().map(|candidate| cents(&candidate.cost).map(|cents| cents.0)).collect();
    let budget = cents(election.meta().budget()).map_or(i64::MAX, |cents| cents.0);
    // Amounts finer than a cent make more sums than can be told.
    let ends = |rule: &Rule| match &costs {
        Some(costs) => counts::ends(rule, costs, budget),
        None => !counts::is_slow(rule),
    };
    while let Some(rule) = rules.get(comparison.next).filter(|_| began.elapsed() < SLICE) {
        comparison.next += 1;
        let spent = Duration::from_millis(comparison.spent) + began.elapsed();
        let counted = match () {
            () if spent > LIMIT => Err(Why::Time),
            () if !ends(rule) => Err(Why::Heavy),
            () => rule.count(election).map_err(|_| Why::Misfit),
        };
        match counted {
            Err(why) => comparison.left_out.push((rule.clone(), why)),
            Ok(outcome) => comparison.rules.push(ComparedRule {
                measures: Measures::of(election, &outcome.selected),
                rule: outcome.rule,
                selected: outcome.selected,
                cost: outcome.cost,
            }),
        }
    }
    comparison.done = comparison.next >= rules.len();
    comparison.spent += u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
}

/// The job: counts for a while, and comes again if there is more. Safe to repeat.
///
/// # Errors
/// Anything unforeseen; then it comes again.
pub(crate) async fn run(voting: &Voting, uuid: Uuid) -> Result<(), Error> {
    let read = voting.app.db.read(move |reader| {
        let row = reader.find(&WORK, params![uuid], |row| {
            let result = from_json::<Comparison>(&row.get::<String>(4)?)?;
            let (organisation, round) = (row.get::<OrganisationId>(0)?, row.get::<Uuid>(1)?);
            Ok((organisation, round, row.get::<String>(2)?, row.get::<Option<String>>(3)?, result))
        })?;
        let Some((organisation, round, source, file, comparison)) = row.filter(|(.., result)| !result.done) else {
            return Ok::<_, Error>(None);
        };
        let Some(round) = store::round(reader, Some(organisation), round)? else { return Ok(None) };
        let tests = if source == "test" { Some(test_election(reader, &round)?) } else { None };
        Ok(Some((round.rules, comparison, tests, file)))
    });
    let Some((own, mut comparison, tests, file)) = read.await? else { return Ok(()) };
    let compared = blocking(move || {
        let (election, of_file) = match (tests, file) {
            (Some(tests), _) => (tests, false),
            (None, Some(text)) => (read_file(text.into_bytes())?.0, true),
            // The file was forgotten: what was counted stands.
            (None, None) => {
                comparison.done = true;
                return Ok::<_, Refusal>(comparison);
            }
        };
        let rules = rules(&own, &election, of_file);
        step(&mut comparison, &election, &rules);
        Ok(comparison)
    });
    let compared = compared.await??;
    let (body, done) = (serde_json::to_string(&compared).map_err(Error::internal)?, compared.done);
    let work = voting.clone();
    let written = voting.app.db.write(move |tx| {
        tx.execute(&SAVE, params![uuid, body.as_str(), i64::from(done)])?;
        if !done {
            jobs::add(tx, own_jobs::COMPARE, &uuid.to_string(), None, work.app.clock.now())?;
        }
        Ok::<_, Error>(())
    });
    written.await
}

/// Removes the comparisons of a draft that is removed.
pub(crate) fn clear(tx: &mut Tx<'_>, round: RoundId) -> Result<(), DbError> {
    tx.execute(&CLEAR, params![round])?;
    Ok(())
}

/// Forgets files that no job came for within a day.
pub(crate) fn forget(tx: &mut Tx<'_>, now: Timestamp) -> Result<(), DbError> {
    tx.execute(&FORGET, params![now - jiff::SignedDuration::from_hours(24)])?;
    Ok(())
}
