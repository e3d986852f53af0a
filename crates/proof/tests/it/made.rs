//! Makes rounds: random rules, plans, voters, changes of mind, voids, batches and acts, with real signatures.

use proof::ballot::{Choice, Form, text};
use proof::leaf::{self, Reason};
use proof::log::{Deed, Entry};
use proof::package::{self, BallotLine, Ballots, Candidate, Content, FileLine, Manifest, RulesFile};
use proof::rules::{Checker, Electorate, Group, Groups, Limits, Over, Points, Rules};
use proof::sign::{Head, SignedHead, Signer};
use proof::tree::Frontier;
use proof::verify::{Asked, Report, verify};
use proof::{count, hex, sha256, zip};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Numbers that depend on a seed only.
pub struct Dice {
    state: [u8; 32],
}

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self { state: sha256(&seed.to_be_bytes()) }
    }

    pub fn bytes(&mut self) -> [u8; 32] {
        self.state = sha256(&self.state);
        sha256(&[&self.state[..], b"out"].concat())
    }

    pub fn below(&mut self, bound: usize) -> usize {
        let number = u64::from_be_bytes(self.bytes()[..8].try_into().unwrap());
        (number % bound.max(1) as u64) as usize
    }

    /// Heads so many times in a hundred.
    pub fn in_hundred(&mut self, times: usize) -> bool {
        self.below(100) < times
    }

    pub fn shuffle<T>(&mut self, all: &mut [T]) {
        for at in (1..all.len()).rev() {
            let other = self.below(at + 1);
            all.swap(at, other);
        }
    }
}

/// What a voter keeps.
#[derive(Clone)]
pub struct Kept {
    pub line: BallotLine,
    pub became: Option<Reason>,
}

/// A whole round.
#[derive(Clone)]
pub struct Made {
    pub round: Uuid,
    pub seed: [u8; 32],
    pub rules: String,
    pub candidates: String,
    pub lines: Vec<BallotLine>,
    pub kept: Vec<Kept>,
    pub log: Vec<Entry>,
    pub heads: Vec<SignedHead>,
    pub outcome: String,
    pub decision: String,
    pub report: String,
    /// Whether the rules give ballots to auditors only.
    pub auditors: bool,
    pub withheld: bool,
}

impl Made {
    pub fn signer(&self) -> Signer {
        Signer::from_seed(&self.seed)
    }

    pub fn zip(&self) -> Vec<u8> {
        let made = "2027-04-01T08:00:00Z".parse().unwrap();
        let lines = self.lines.clone();
        let content = Content {
            round: self.round,
            title: "Jouw buurt",
            organisation: "Voorbeeldstad",
            made: &made,
            rules: &self.rules,
            candidates: &self.candidates,
            ballots: match (self.withheld, self.auditors) {
                (true, _) => Ballots::Withheld,
                (false, true) => Ballots::Auditors(lines),
                (false, false) => Ballots::Public(lines),
            },
            log: &self.log,
            heads: &self.heads,
            outcome: &self.outcome,
            decision: &self.decision,
            report: &self.report,
        };
        package::write(content, &self.signer(), Vec::new()).unwrap()
    }

    /// Signs heads anew for the log as it is now, at the same sizes; the last covers all of it.
    pub fn with_new_heads(mut self) -> Self {
        let (mut frontier, mut heads, last) = (Frontier::default(), Vec::new(), self.log.len() as u64);
        let sizes: BTreeSet<u64> = self.heads.iter().map(|head| head.head.size).filter(|size| *size < last).collect();
        for entry in &self.log {
            frontier.append(&entry.leaf);
            if sizes.contains(&frontier.size()) || frontier.size() == last {
                heads.push(self.head(&frontier));
            }
        }
        self.heads = heads;
        self
    }

    fn head(&self, frontier: &Frontier) -> SignedHead {
        let at = "2027-03-01T12:00:00Z".parse().unwrap();
        self.signer().head(Head { round: self.round, size: frontier.size(), root: frontier.root(), at })
    }

    /// Changes an act of the log where it stands.
    pub fn change_deed(&mut self, change: impl Fn(&mut Deed)) {
        let round = self.round;
        for entry in &mut self.log {
            if let proof::log::Kind::Act(json) = &entry.kind {
                let mut deed = Deed::parse(json).unwrap();
                change(&mut deed);
                *entry = Entry::act(round, deed.json());
            }
        }
    }

    pub fn receipt(&self, kept: &Kept) -> Value {
        let BallotLine { voter_nonce, nonce, ballot } = &kept.line;
        let leaf = leaf::ballot(self.round, voter_nonce, nonce, ballot);
        json!({
            "round": self.round, "voterNonce": hex(voter_nonce), "nonce": hex(nonce), "ballot": ballot,
            "leaf": hex(&leaf), "signature": hex(&self.signer().promise(self.round, &leaf)),
        })
    }
}

/// The files of a download.
pub type Files = BTreeMap<String, Vec<u8>>;

pub fn files(zip: &[u8]) -> Files {
    package::read(zip).unwrap().into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect()
}

/// Packs files as they are.
pub fn packed(files: &Files) -> Vec<u8> {
    let mut writer = zip::Writer::new(Vec::new());
    for (name, bytes) in files {
        writer.add(name, |file| file.write_all(bytes)).unwrap();
    }
    writer.finish().unwrap()
}

/// Packs files under a manifest made for them and signed by this key.
pub fn signed(mut files: Files, signer: &Signer) -> Vec<u8> {
    let mut manifest: Manifest = serde_json::from_slice(&files[package::MANIFEST]).unwrap();
    manifest.key = signer.public().to_string();
    manifest.files = files
        .iter()
        .filter(|(name, _)| !name.starts_with("manifest"))
        .map(|(name, bytes)| FileLine { name: name.clone(), bytes: bytes.len() as u64, sha256: hex(&sha256(bytes)) })
        .collect();
    let manifest = serde_json::to_vec(&manifest).unwrap();
    let signature = format!("{}\n", hex(&signer.manifest(&manifest)));
    files.insert(package::SIGNATURE.into(), signature.into_bytes());
    files.insert(package::MANIFEST.into(), manifest);
    packed(&files)
}

pub fn checked(zip: &[u8]) -> Report {
    verify(zip, &Asked::default())
}

const AREAS: [&str; 3] = ["Noord", "Midden", "Zuid"];

fn candidates(dice: &mut Dice) -> Vec<Candidate> {
    let count = 3 + dice.below(8) as u32;
    let plan = |number: u32, dice: &mut Dice| Candidate {
        number,
        id: format!("P{number}"),
        title: format!("Plan \u{201C}{number}\u{201D}"),
        cost: 10_000 + dice.below(90) as i64 * 1_050,
        theme: (!dice.in_hundred(20)).then(|| ["Groen", "Spelen"][dice.below(2)].to_owned()),
        area: (!dice.in_hundred(20)).then(|| AREAS[dice.below(3)].to_owned()),
    };
    (1..=count).map(|number| plan(number, dice)).collect()
}

fn limits(dice: &mut Dice) -> Limits {
    let min_plans = dice.below(2) as u32;
    let max_plans = dice.in_hundred(60).then(|| 1 + min_plans + dice.below(3) as u32);
    let max_sum = dice.in_hundred(40).then(|| 150_000 + dice.below(200_000) as i64);
    Limits { min_plans, max_plans, min_sum: 0, max_sum }
}

fn rules(dice: &mut Dice, candidates: &[Candidate], budget: i64) -> Rules {
    let form = [Form::Plans, Form::Ranking, Form::Points, Form::YesNo][dice.below(4)];
    let each = |dice: &mut Dice| {
        let group = |name: &str, most: u32| Group {
            name: name.to_owned(),
            limits: Limits { max_plans: Some(most), ..Limits::default() },
        };
        AREAS.iter().filter(|_| dice.in_hundred(50)).map(|name| group(name, 2)).collect::<Vec<_>>()
    };
    let each = each(dice);
    let groups = dice.in_hundred(30).then(|| Groups {
        over: Over::Area,
        each,
        most: dice.in_hundred(40).then(|| 1 + dice.below(2) as u32),
    });
    let names = tally::Rule::NAMES;
    let rule = loop {
        let rule = tally::Rule::by_name(names[dice.below(names.len())]).unwrap();
        let election = count::election(form, budget, candidates, ["[]"]).unwrap();
        if rule.count(&election).is_ok() {
            break rule;
        }
    };
    let review = if dice.in_hundred(40) { 3 } else { 0 };
    Rules {
        electorate: Electorate { codes: true, email: dice.in_hundred(40) },
        limits: limits(dice),
        rule,
        blank_allowed: dice.in_hundred(40),
        form,
        points: (form == Form::Points).then_some(Points { total: 10, most: 5 }),
        groups,
        own_area: dice.in_hundred(20),
        other: [("reviewDays".to_owned(), json!(review)), ("order".to_owned(), json!("random"))].into(),
    }
}

/// A ballot that the rules allow, if one is found.
fn ballot(dice: &mut Dice, rules: &Rules, candidates: &[Candidate], struck: &BTreeSet<u32>) -> Option<String> {
    let checker = Checker::new(rules, candidates);
    (0..60).find_map(|_| {
        let mut numbers: Vec<u32> =
            candidates.iter().map(|one| one.number).filter(|number| !struck.contains(number)).collect();
        dice.shuffle(&mut numbers);
        numbers.truncate(dice.below(5));
        if rules.form != Form::Ranking {
            numbers.sort_unstable();
        }
        let weight = |dice: &mut Dice| match rules.form {
            Form::Plans | Form::Ranking => 1,
            Form::Points => 1 + dice.below(4) as i64,
            Form::YesNo => dice.below(3) as i64 - 1,
        };
        let choices: Vec<Choice> =
            numbers.iter().map(|number| Choice { number: *number, weight: weight(dice) }).collect();
        checker.check(&choices).is_ok().then(|| text(rules.form, &choices))
    })
}

/// A vote that goes on.
struct Vote {
    made: Made,
    frontier: Frontier,
    pending: Vec<[u8; 32]>,
    revoked: Vec<([u8; 32], Reason)>,
    minute: usize,
}

impl Vote {
    fn at(&mut self) -> String {
        self.minute += 1;
        format!("2027-03-{:02}T{:02}:{:02}:00Z", 1 + self.minute / 1_440, self.minute / 60 % 24, self.minute % 60)
    }

    fn append(&mut self, entry: Entry) {
        self.frontier.append(&entry.leaf);
        self.made.log.push(entry);
    }

    fn head(&mut self) {
        let head = self.made.head(&self.frontier);
        self.made.heads.push(head);
    }

    fn act(&mut self, deed: &Deed) {
        self.append(Entry::act(self.made.round, deed.json()));
        self.head();
    }

    /// Puts all but so many waiting ballots into the log, and the revocations of what is there.
    fn batch(&mut self, dice: &mut Dice, keep: usize) {
        dice.shuffle(&mut self.pending);
        let mut batch = self.pending.split_off(keep.min(self.pending.len()));
        batch.sort_unstable();
        batch.into_iter().for_each(|leaf| self.append(Entry::ballot(leaf)));
        let pending = self.pending.clone();
        let (mut now, later) = std::mem::take(&mut self.revoked)
            .into_iter()
            .partition::<Vec<_>, _>(|(leaf, reason)| !pending.contains(leaf) && *reason == Reason::Replaced);
        self.revoked = later;
        now.sort_unstable();
        now.into_iter().for_each(|(old, reason)| self.append(Entry::revocation(self.made.round, old, reason)));
        self.head();
    }
}

/// A whole round by chance.
pub fn round(seed: u64) -> Made {
    let mut dice = Dice::new(seed);
    let voters = dice.below(40);
    round_of(&mut dice, voters, None)
}

/// A whole round with at least so many ballots of ticks, public for everybody: something to forge.
pub fn plain(seed: u64, voters: usize) -> Made {
    let mut dice = Dice::new(seed);
    let rule = tally::Rule::by_name("greedy_votes").unwrap();
    round_of(&mut dice, voters, Some(rule))
}

fn round_of(dice: &mut Dice, voters: usize, plain: Option<tally::Rule>) -> Made {
    let candidates = candidates(dice);
    let budget = 100_000 + dice.below(300_000) as i64;
    let mut rules = rules(dice, &candidates, budget);
    let auditors = plain.is_none() && dice.in_hundred(30);
    if let Some(rule) = plain {
        let other = [("reviewDays".to_owned(), json!(0))].into();
        let (form, limits) = (Form::Plans, Limits { min_plans: 1, ..Limits::default() });
        rules = Rules { rule, form, limits, points: None, groups: None, other, blank_allowed: true, ..rules };
    }
    let publicity = if auditors { "auditors" } else { "everybody" };
    rules.other.insert("ballotsPublic".to_owned(), json!(publicity));
    let round = Uuid::from_slice(&dice.bytes()[..16]).unwrap();
    let rules_file = RulesFile {
        round,
        title: "Jouw buurt".to_owned(),
        opens_at: "2027-03-01T00:00:00Z".to_owned(),
        closes_at: "2027-03-01T00:00:30Z".to_owned(),
        budget,
        rules,
    };
    let made = Made {
        round,
        seed: dice.bytes(),
        rules: serde_json::to_string(&rules_file).unwrap(),
        candidates: serde_json::to_string(&candidates).unwrap(),
        lines: Vec::new(),
        kept: Vec::new(),
        log: Vec::new(),
        heads: Vec::new(),
        outcome: String::new(),
        decision: "null".to_owned(),
        report: String::new(),
        auditors,
        withheld: auditors && dice.in_hundred(50),
    };
    let (pending, revoked) = (Vec::new(), Vec::new());
    let mut vote = Vote { made, frontier: Frontier::default(), pending, revoked, minute: 0 };
    voting(dice, &mut vote, &rules_file, &candidates, voters);
    vote.made
}

fn voting(dice: &mut Dice, vote: &mut Vote, rules: &RulesFile, candidates: &[Candidate], voters: usize) {
    let file = |text: &str| hex(&sha256(text.as_bytes()));
    let (rules_hash, candidates_hash) = (file(&vote.made.rules), file(&vote.made.candidates));
    let mut issued = voters as u64 + dice.below(50) as u64;
    let opened = Deed::Opened { at: vote.at(), entitlements: issued, rules: rules_hash, candidates: candidates_hash };
    vote.act(&opened);
    let (mut void, mut struck) = (0, BTreeSet::new());
    let mut standing: Vec<Kept> = Vec::new();
    for _ in 0..voters {
        hand_in(dice, vote, rules, candidates, &struck, &mut standing);
        if dice.in_hundred(8) {
            let keep = dice.below(4);
            vote.batch(dice, keep);
        }
        if dice.in_hundred(3) {
            let (at, count) = (vote.at(), 1 + dice.below(20) as u64);
            issued += count;
            vote.act(&Deed::CodesMade { at, count });
        }
        if dice.in_hundred(3) && struck.is_empty() {
            let (at, number) = (vote.at(), 1 + dice.below(candidates.len()) as u32);
            struck.insert(number);
            vote.act(&Deed::Struck { at, number, reason: "Kan niet \"daar\"\tstaan".to_owned() });
        }
    }
    if dice.in_hundred(20) {
        let (at, closes_at) = (vote.at(), "2027-03-01T00:00:45Z".to_owned());
        vote.act(&Deed::Prolonged { at, closes_at, reason: "Storing".to_owned() });
    }
    let closed = Deed::Closed { at: vote.at() };
    vote.act(&closed);
    vote.batch(dice, 0);
    let voided = (0..standing.len()).filter(|_| dice.in_hundred(6)).collect::<BTreeSet<usize>>();
    if !voided.is_empty() {
        void += voided.len() as u64;
        let deed = Deed::CodesVoided { at: vote.at(), count: voided.len() as u64 };
        vote.act(&deed);
    }
    for (place, kept) in standing.iter_mut().enumerate().filter(|(place, _)| voided.contains(place)) {
        assert!(place < voters);
        kept.became = Some(Reason::Void);
        let BallotLine { voter_nonce, nonce, ballot } = &kept.line;
        let leaf = leaf::ballot(vote.made.round, voter_nonce, nonce, ballot);
        vote.append(Entry::revocation(vote.made.round, leaf, Reason::Void));
    }
    if rules.rules.other["reviewDays"] != json!(0) {
        let ended = Deed::ReviewEnded { at: vote.at() };
        vote.act(&ended);
    }
    let mut lines: Vec<BallotLine> =
        standing.iter().filter(|kept| kept.became.is_none()).map(|kept| kept.line.clone()).collect();
    dice.shuffle(&mut lines);
    vote.made.kept.extend(standing);
    let ballots = lines.len() as u64;
    if rules.rules.electorate.email {
        issued += dice.below(9) as u64;
    }
    let voided = voided.len() as u64;
    let sealed = Deed::Sealed { at: vote.at(), issued, used: ballots, void, ballots, voided };
    vote.act(&sealed);
    let texts = lines.iter().map(|line| line.ballot.as_str());
    let outcome = count::count(&rules.rules, rules.budget, candidates, &struck, texts).unwrap();
    vote.made.outcome = serde_json::to_string(&outcome).unwrap();
    let counted = Deed::Counted { at: vote.at(), outcome: file(&vote.made.outcome) };
    vote.act(&counted);
    let published = Deed::Published { at: vote.at() };
    vote.act(&published);
    if dice.in_hundred(50) {
        vote.made.decision = r#"{"authority":"De raad"}"#.to_owned();
        let decided = Deed::Decided { at: vote.at(), decision: file(&vote.made.decision) };
        vote.act(&decided);
        let over = Deed::Final { at: vote.at() };
        vote.act(&over);
    }
    let blank = lines.iter().filter(|line| line.ballot == "[]").count();
    vote.made.report = json!({
        "issued": issued, "used": ballots, "void": void, "ballots": ballots, "voided": voided, "blank": blank,
        "channels": [],
    })
    .to_string();
    vote.made.lines = lines;
}

/// Somebody votes, and changes it some times.
fn hand_in(
    dice: &mut Dice,
    vote: &mut Vote,
    rules: &RulesFile,
    candidates: &[Candidate],
    struck: &BTreeSet<u32>,
    standing: &mut Vec<Kept>,
) {
    let mut before: Option<([u8; 32], Kept)> = None;
    while let Some(ballot) = ballot(dice, &rules.rules, candidates, struck) {
        let voter_nonce = if dice.in_hundred(20) { [0; 32] } else { dice.bytes() };
        let line = BallotLine { voter_nonce, nonce: dice.bytes(), ballot };
        let leaf = leaf::ballot(vote.made.round, &line.voter_nonce, &line.nonce, &line.ballot);
        vote.pending.push(leaf);
        if let Some((old, kept)) = before.replace((leaf, Kept { line, became: None })) {
            vote.revoked.push((old, Reason::Replaced));
            vote.made.kept.push(Kept { became: Some(Reason::Replaced), ..kept });
        }
        if !dice.in_hundred(30) {
            break;
        }
    }
    standing.extend(before.map(|(_, kept)| kept));
}
