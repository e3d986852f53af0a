//! One lane of voters: each identifies, keeps drafts, hands in, changes, sends again what was not answered, sends twice, and
//! comes back late with an older request; and remembers what they were told last.

use super::chance::Chance;
use super::receipt::{Receipt, with_nonce};
use super::vote::{Vote, choices, now};
use super::{Figures, LATEST};
use crate::client::{Answer, Connection};
use crate::staff::{HOST, JSON};
use http::{Method, StatusCode};
use jiff::SignedDuration;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A request that is not answered after this long counts as unanswered.
const PATIENCE: Duration = Duration::from_secs(20);
/// A server that does not answer at all for this long never comes back.
const AWAY: Duration = Duration::from_secs(90);

/// What a voter was told last about their ballot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// That none is in.
    NotIn,
    /// That this set of plans is in.
    In(u32),
    /// They walked away from a change without an answer: either may stand, and nothing else.
    OneOf(Option<u32>, Option<u32>),
}

/// A voter.
pub struct Voter {
    /// Place in the list of codes.
    pub index: usize,
    code: String,
    cookie: String,
    /// What they were told last.
    pub told: Told,
    /// Every set of plans that they ever sent.
    pub sent: Vec<u32>,
    /// What happened, for whoever has to find out why something is wrong.
    pub story: Vec<String>,
    /// What was promised about the ballots that were confirmed, oldest first.
    pub receipts: Vec<Receipt>,
    older: Option<HandIn>,
}

#[derive(Clone)]
struct HandIn {
    key: String,
    body: String,
    set: u32,
}

impl Voter {
    /// Somebody with a code from a letter.
    pub fn new(index: usize, code: &str) -> Self {
        let (told, code) = (Told::NotIn, json!({ "code": code }).to_string());
        let (sent, story, receipts) = (Vec::new(), Vec::new(), Vec::new());
        Voter { index, code, cookie: String::new(), told, sent, story, receipts, older: None }
    }
}

/// One attempt at a request.
enum Attempt {
    /// An answer came.
    Answered(Answer),
    /// It was sent, and nothing came back: nobody knows whether it was done.
    Unanswered,
    /// No server took it.
    NotSent,
}

/// How a lane goes on.
#[derive(PartialEq, Eq)]
enum Next {
    /// With another voter.
    Go,
    /// Not at all: the vote is closed.
    Closed,
}

/// A lane of voters, one after another and back again.
pub struct Lane {
    vote: Arc<Vote>,
    chance: Chance,
    connections: HashMap<SocketAddr, Connection>,
    /// Who came by.
    pub voters: Vec<Voter>,
    /// How often what happened.
    pub figures: Figures,
}

impl Lane {
    /// A lane that has not begun.
    pub fn new(vote: Arc<Vote>, chance: Chance) -> Self {
        Lane { vote, chance, connections: HashMap::new(), voters: Vec::new(), figures: Figures::default() }
    }

    /// Goes on until the vote is closed.
    pub async fn run(mut self) -> Self {
        loop {
            let newcomer = if self.chance.percent(60) || self.voters.is_empty() { self.vote.newcomer() } else { None };
            let mut voter = match newcomer {
                Some(voter) => voter,
                None if self.voters.is_empty() => return self,
                None => {
                    let place = self.chance.between(0, self.voters.len() as u64);
                    self.voters.swap_remove(usize::try_from(place).unwrap_or_default())
                }
            };
            let next = self.visit(&mut voter).await;
            self.voters.push(voter);
            if next == Next::Closed {
                return self;
            }
        }
    }

    async fn visit(&mut self, voter: &mut Voter) -> Next {
        if voter.cookie.is_empty() && self.identify(voter).await == Next::Closed {
            return Next::Closed;
        }
        if self.chance.percent(40) && self.keep_draft(voter).await == Next::Closed {
            return Next::Closed;
        }
        let before = now();
        let next = self.hand_in(voter).await;
        if next == Next::Go && before > self.vote.closes + SignedDuration::from_secs(1) {
            self.vote.wrong(format!("voter {}: the vote went on after it was closed; {:?}", voter.index, voter.story));
            return Next::Closed;
        }
        next
    }

    async fn identify(&mut self, voter: &mut Voter) -> Next {
        let path = format!("/api/v1/rounds/{}/sessions", self.vote.round);
        let answer = self.ask(Method::POST, &path, "", None, &voter.code).await;
        match answer.status {
            StatusCode::CREATED => {
                voter.cookie = answer.cookies();
                Next::Go
            }
            _ => self.closed(voter, &answer),
        }
    }

    /// Saves a choice that is not handed in, and looks whether it is there.
    async fn keep_draft(&mut self, voter: &mut Voter) -> Next {
        let path = format!("/api/v1/rounds/{}/draft", self.vote.round);
        for _ in 0..self.chance.between(1, 4) {
            let kept = choices(u32::try_from(self.chance.between(1, 1 << 20)).unwrap_or(1));
            let body = json!({ "choices": kept }).to_string();
            let answer = self.ask(Method::PUT, &path, &voter.cookie, None, &body).await;
            if answer.status != StatusCode::OK {
                return self.closed(voter, &answer);
            }
            let answer = self.ask(Method::GET, &path, &voter.cookie, None, "").await;
            let found = parsed(&answer).pointer("/voter/choices").cloned();
            self.figures.drafts += 1;
            if found != Some(json!(kept)) && self.vote.left() > LATEST {
                self.vote.wrong(format!("voter {}: the draft {kept:?} is {found:?}", voter.index));
            }
        }
        Next::Go
    }

    /// The mark of the ballot that stands, which has to be there exactly if the voter was told so.
    async fn mark(&mut self, voter: &mut Voter) -> Result<Option<String>, Next> {
        let path = format!("/api/v1/rounds/{}/ballot", self.vote.round);
        let answer = self.ask(Method::GET, &path, &voter.cookie, None, "").await;
        if answer.status != StatusCode::OK {
            return Err(self.closed(voter, &answer));
        }
        let body = parsed(&answer);
        let voted = body.get("voted") == Some(&Value::Bool(true));
        let fits = match voter.told {
            Told::NotIn => !voted,
            Told::In(_) => voted,
            Told::OneOf(..) => true,
        };
        if !fits && self.vote.left() > LATEST {
            let (index, told, story) = (voter.index, &voter.told, &voter.story);
            self.vote.wrong(format!("voter {index} was told {told:?}, and now voted is {voted}; {story:?}"));
        }
        Ok(body.get("ballot").and_then(Value::as_str).map(str::to_owned))
    }

    async fn hand_in(&mut self, voter: &mut Voter) -> Next {
        let mark = match self.mark(voter).await {
            Ok(mark) => mark,
            Err(next) => return next,
        };
        let set = self.vote.fresh_set();
        voter.sent.push(set);
        let nonce = data_encoding::HEXLOWER.encode(&self.nonce());
        let body = json!({ "choices": choices(set), "replaces": mark });
        let body = if self.vote.keeps_log() { with_nonce(body, &nonce) } else { body }.to_string();
        let asked = HandIn { key: format!("{}-{}", voter.index, voter.sent.len()), body, set };
        let next = self.send_until_told(voter, &asked, &nonce).await;
        if next == Next::Go && voter.told == Told::In(set) {
            if self.chance.percent(15) {
                self.again(voter, &asked, StatusCode::OK, &nonce).await;
            }
            if let Some(older) = voter.older.take().filter(|_| self.chance.percent(50)) {
                self.again(voter, &older, StatusCode::CONFLICT, "").await;
            }
            voter.older = Some(asked);
        }
        next
    }

    fn nonce(&mut self) -> [u8; 32] {
        let mut nonce = [0; 32];
        for piece in nonce.chunks_mut(8) {
            piece.copy_from_slice(&self.chance.number().to_be_bytes());
        }
        nonce
    }

    /// Sends a hand-in, the very same again as long as nobody answers it, until its voter is told what became of it.
    async fn send_until_told(&mut self, voter: &mut Voter, asked: &HandIn, nonce: &str) -> Next {
        let began = Instant::now();
        let twice = self.chance.percent(10);
        loop {
            let attempt = if twice { self.twice(voter, asked).await } else { self.once(voter, asked).await };
            match attempt {
                Attempt::NotSent => {}
                Attempt::Unanswered => {
                    self.figures.unanswered += 1;
                    voter.story.push(format!("{:x} unanswered", asked.set));
                    if self.chance.percent(5) && self.vote.left() > LATEST {
                        return self.walk_away(voter, asked).await;
                    }
                }
                Attempt::Answered(answer) if answer.status == StatusCode::SERVICE_UNAVAILABLE => {
                    self.told_later(voter, &answer);
                }
                Attempt::Answered(answer) if answer.status == StatusCode::OK => {
                    self.confirmed(voter, asked, &answer, nonce);
                    return Next::Go;
                }
                Attempt::Answered(answer) => return self.closed(voter, &answer),
            }
            if began.elapsed() > AWAY {
                self.vote.wrong(format!("voter {}: no answer any more", voter.index));
                return Next::Closed;
            }
            self.pause().await;
        }
    }

    fn confirmed(&mut self, voter: &mut Voter, asked: &HandIn, answer: &Answer, nonce: &str) {
        voter.story.push(format!("{:x} confirmed", asked.set));
        if voter.told == Told::NotIn {
            self.figures.confirmed += 1
        } else {
            self.figures.changed += 1
        }
        voter.told = Told::In(asked.set);
        let body = parsed(answer);
        if body.get("choices") != Some(&json!(choices(asked.set))) {
            self.vote.wrong(format!("voter {}: {:x} was confirmed as {body}", voter.index, asked.set));
        }
        voter.receipts.extend(self.receipt(voter.index, asked.set, &body, nonce));
    }

    /// The receipt of a confirmation, which has to be there and right once there is a log.
    fn receipt(&self, index: usize, set: u32, body: &Value, nonce: &str) -> Option<Receipt> {
        if !self.vote.keeps_log() {
            return None;
        }
        let read = Receipt::read(body, &self.vote.round, nonce, set, &choices(set));
        read.map_err(|error| self.vote.wrong(format!("voter {index}: the receipt: {error:#}"))).ok()
    }

    /// The answer to a voter for whom the vote is over; anything else that is said here is wrong.
    fn closed(&mut self, voter: &mut Voter, answer: &Answer) -> Next {
        let body = parsed(answer);
        let code = body.get("code").and_then(Value::as_str).unwrap_or_default();
        if answer.status != StatusCode::GONE || code != "refusal-vote-closed" {
            let (index, status, story) = (voter.index, answer.status, &voter.story);
            self.vote.wrong(format!("voter {index} got {status} {body}; {story:?}"));
        } else if self.vote.closes.duration_since(now()) > SignedDuration::from_millis(20) {
            self.vote.wrong(format!("voter {} was told that the vote is closed, and it is not", voter.index));
        }
        voter.story.push(format!("told {}", answer.status));
        self.figures.closed += 1;
        Next::Closed
    }

    fn told_later(&mut self, voter: &mut Voter, answer: &Answer) {
        self.figures.later += 1;
        self.vote.tell_later();
        voter.story.push("told later".into());
        let named = answer.headers.get("content-type").is_some_and(|kind| kind == "application/problem+json");
        if !named || !answer.headers.contains_key("retry-after") {
            self.vote.wrong(format!("voter {}: 503 without a word: {}", voter.index, answer.text()));
        }
    }

    /// Somebody who got no answer and does not send it again, but looks later whether they have voted.
    async fn walk_away(&mut self, voter: &mut Voter, asked: &HandIn) -> Next {
        self.figures.walked += 1;
        voter.story.push(format!("{:x} given up", asked.set));
        // The database may still be at what a killed server has asked of it.
        tokio::time::sleep(Duration::from_secs(2)).await;
        let before = match voter.told {
            Told::In(set) => Some(set),
            Told::NotIn => None,
            Told::OneOf(..) => return Next::Go,
        };
        voter.told = Told::OneOf(before, Some(asked.set));
        if before.is_none() && self.vote.left() > LATEST {
            match self.mark(voter).await {
                Ok(mark) => voter.told = mark.map_or(Told::NotIn, |_| Told::In(asked.set)),
                Err(next) => return next,
            }
        }
        Next::Go
    }

    /// A request that was answered before, sent again: the same answer, or for an older one none at all.
    async fn again(&mut self, voter: &mut Voter, asked: &HandIn, expected: StatusCode, nonce: &str) {
        let path = format!("/api/v1/rounds/{}/ballot", self.vote.round);
        let answer = self.ask(Method::POST, &path, &voter.cookie, Some(&asked.key), &asked.body).await;
        self.figures.repeated += 1;
        // An older one may be late for the vote as well.
        if answer.status != expected && (expected == StatusCode::OK || answer.status != StatusCode::GONE) {
            let (index, status, story) = (voter.index, answer.status, &voter.story);
            self.vote.wrong(format!("voter {index}: {:x} sent again: {status}; {story:?}", asked.set));
        }
        if answer.status == StatusCode::OK {
            let receipt = self.receipt(voter.index, asked.set, &parsed(&answer), nonce);
            if receipt.as_ref() != voter.receipts.last().filter(|_| receipt.is_some()) {
                self.vote.wrong(format!("voter {}: another receipt for {:x}", voter.index, asked.set));
            }
        }
        voter.story.push(format!("{:x} again: {}", asked.set, answer.status));
    }

    /// One attempt over two connections at once, as after a double press of the button.
    async fn twice(&mut self, voter: &mut Voter, asked: &HandIn) -> Attempt {
        let Some(node) = self.vote.node(&mut self.chance) else { return Attempt::NotSent };
        let Ok(mut second) = Connection::open(node, HOST).await else { return Attempt::NotSent };
        let path = format!("/api/v1/rounds/{}/ballot", self.vote.round);
        let (cookie, key, body) = (voter.cookie.clone(), asked.key.clone(), asked.body.clone());
        let other = async move { attempt(&mut second, Method::POST, &path, &cookie, Some(&key), &body).await };
        match tokio::join!(self.once(voter, asked), other) {
            (Attempt::Answered(one), Attempt::Answered(other)) => {
                let both = [one.status, other.status];
                // On one server; two know of each other's only what is on disk.
                if both.contains(&StatusCode::OK) && both.contains(&StatusCode::GONE) && self.vote.has_one_node() {
                    self.vote.wrong(format!("voter {}: of two equal requests one is too late: {both:?}", voter.index));
                }
                let better = other.status == StatusCode::OK || one.status == StatusCode::SERVICE_UNAVAILABLE;
                Attempt::Answered(if better { other } else { one })
            }
            // Nobody knows of the other one.
            (Attempt::Answered(one), _) | (_, Attempt::Answered(one)) => Attempt::Answered(one),
            (Attempt::Unanswered, _) | (_, Attempt::Unanswered) => Attempt::Unanswered,
            (Attempt::NotSent, Attempt::NotSent) => Attempt::NotSent,
        }
    }

    async fn once(&mut self, voter: &Voter, asked: &HandIn) -> Attempt {
        let path = format!("/api/v1/rounds/{}/ballot", self.vote.round);
        self.attempt(Method::POST, &path, &voter.cookie, Some(&asked.key), &asked.body).await
    }

    /// Asks until there is an answer other than "later".
    async fn ask(&mut self, method: Method, path: &str, cookie: &str, key: Option<&str>, body: &str) -> Answer {
        let began = Instant::now();
        loop {
            match self.attempt(method.clone(), path, cookie, key, body).await {
                Attempt::Answered(answer) if answer.status != StatusCode::SERVICE_UNAVAILABLE => return answer,
                Attempt::Answered(_) => {
                    self.figures.later += 1;
                    self.vote.tell_later();
                }
                Attempt::Unanswered | Attempt::NotSent => {}
            }
            if began.elapsed() > AWAY {
                let status = StatusCode::GATEWAY_TIMEOUT;
                return Answer { status, headers: http::HeaderMap::new(), body: bytes::Bytes::new() };
            }
            self.pause().await;
        }
    }

    async fn pause(&mut self) {
        tokio::time::sleep(Duration::from_millis(self.chance.between(5, 60))).await;
    }

    async fn attempt(&mut self, method: Method, path: &str, cookie: &str, key: Option<&str>, body: &str) -> Attempt {
        let Some(node) = self.vote.node(&mut self.chance) else { return Attempt::NotSent };
        let mut connection = match self.connections.remove(&node) {
            Some(connection) if connection.is_open() => connection,
            _ => match Connection::open(node, HOST).await {
                Ok(connection) => connection,
                Err(_) => return Attempt::NotSent,
            },
        };
        let attempt = attempt(&mut connection, method, path, cookie, key, body).await;
        if matches!(attempt, Attempt::Answered(_)) {
            self.connections.insert(node, connection);
        }
        attempt
    }
}

async fn attempt(
    connection: &mut Connection,
    method: Method,
    path: &str,
    cookie: &str,
    key: Option<&str>,
    body: &str,
) -> Attempt {
    let origin = format!("http://{HOST}");
    let mut headers = vec![("origin", origin.as_str())];
    if method != Method::GET {
        headers.push(JSON);
    }
    if !cookie.is_empty() {
        headers.push(("cookie", cookie));
    }
    headers.extend(key.map(|key| ("idempotency-key", key)));
    let sent = connection.send(method, path, &headers, body.to_owned());
    match tokio::time::timeout(PATIENCE, sent).await {
        Ok(Ok(answer)) => Attempt::Answered(answer),
        _ => Attempt::Unanswered,
    }
}

/// The body of an answer, if it is JSON.
fn parsed(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.body).unwrap_or_default()
}
