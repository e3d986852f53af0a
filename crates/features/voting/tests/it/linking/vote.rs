//! A vote of a thousand people, and everything that is known of each of them.

use crate::log::{log, sweep};
use crate::support::{HOST, Town, rules};
use data_encoding::HEXLOWER;
use jiff::SignedDuration;
use platform::db::Sql;
use platform::files::Area;
use platform::i18n::Lang;
use platform::web::security::Client;
use proof::log::Kind as Leaf;
use proof::{hex, leaf, receipt::Code};
use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};
use uuid::Uuid;
use voting::ballot::{Choice, to_text};
use voting::model::{HandIn, Voter};
use voting::rules::BallotForm;
use voting::service::{draft, handin, identify};

pub const VOTERS: usize = 1_000;
/// So many change their ballot later.
const CHANGERS: usize = 250;
/// Every so manieth votes by e-mail, every so manieth through the pages.
const BY_MAIL: usize = 25;
const BY_PAGE: usize = 20;

/// Everything that the program logs, from the first line on.
pub static LINES: LazyLock<Mutex<Vec<u8>>> = LazyLock::new(Mutex::default);

struct Lines;

impl std::io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        LINES.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// What is known of a vote. Voters go by their place in the order of their last hand-in, and so do their ballots.
pub struct Vote {
    pub round: Uuid,
    /// The last choice of each, as text; no two are alike.
    pub choices: Vec<String>,
    /// When each handed in last, in microseconds, ascending.
    pub times: Vec<i64>,
    /// Everything that names a voter: entitlement, code, address, token, request, keys of drafts.
    pub voters: HashMap<String, usize>,
    /// Everything that names a ballot: choice, number, nonces, leaf, code of the receipt.
    pub ballots: HashMap<String, usize>,
    /// The leaf of each ballot in hexadecimal digits.
    pub leaves: Vec<String>,
    /// Ids of sealed ballots by place, to put them back.
    pub ids: Vec<String>,
    /// The token of each, in bytes.
    pub tokens: Vec<Vec<u8>>,
    /// The order in which voters handed in first.
    pub first: Vec<usize>,
    pub share: Vec<u8>,
    /// The open ballots as a copy from before the sealing has them: token and choice.
    pub copy: Vec<(Vec<u8>, String)>,
}

/// One voter on the way.
struct Person {
    code: String,
    entitlement: Option<Voter>,
    email: Option<String>,
    choice: String,
    first: i64,
    last: i64,
    requests: Vec<String>,
}

static OPEN: Sql = Sql::new("OPEN", "SELECT choices, token, id, idempotency FROM ballot_open");
static SEALED: Sql = Sql::new("SEALED", "SELECT choices, id, nonce, voter_nonce FROM ballot_sealed");

fn numbers(pattern: usize) -> Vec<u32> {
    (0..20).filter(|bit| pattern >> bit & 1 == 1).map(|bit| bit + 1).collect()
}

fn random(town: &Town, bound: usize) -> usize {
    let bytes: [u8; 8] = town.app.random.bytes();
    (u64::from_be_bytes(bytes) % bound as u64) as usize
}

fn shuffled(town: &Town, count: usize) -> Vec<usize> {
    let mut all: Vec<usize> = (0..count).collect();
    for at in (1..count).rev() {
        all.swap(at, random(town, at + 1));
    }
    all
}

/// The vote: four days, drafts before, changes after, some by mail, some through the pages.
pub async fn vote(town: &Town) -> Vote {
    let log = tracing_subscriber::fmt().with_ansi(false).with_max_level(tracing::Level::TRACE).with_writer(|| Lines);
    // Under `cargo test` both databases share a process, and the first has it.
    let _ = log.try_init();
    let mut by_both = rules(1, None, None);
    by_both.electorate.email = true;
    let round = town.open(by_both, &[10; 20]).await;
    let codes = town.codes(round, VOTERS).await;
    // Neither codes nor choices follow the order of voting.
    let patterns = shuffled(town, VOTERS + CHANGERS);
    let mut events: Vec<(usize, usize)> = shuffled(town, VOTERS).into_iter().map(|who| (who, patterns[who])).collect();
    for changer in 0..CHANGERS {
        let first = events.iter().position(|(who, _)| *who == changer).unwrap();
        let at = first + 1 + random(town, events.len() - first);
        events.insert(at, (changer, patterns[VOTERS + changer]));
    }
    let mut people: Vec<Person> = codes.into_iter().enumerate().map(|(who, code)| person(who, code)).collect();
    let mut day = today(town);
    for (count, (who, pattern)) in events.into_iter().enumerate() {
        town.clock.advance(SignedDuration::from_micros(100_000_000 + random(town, 380_000_000) as i64));
        if today(town) != day {
            day = today(town);
            sweep(town).await;
        }
        hand_in(town, round, &mut people[who], (who, count), &numbers(pattern + 1)).await;
    }
    people.sort_by_key(|person| person.last);
    known(town, round, people).await
}

fn today(town: &Town) -> String {
    platform::clock::local(town.clock.now()).date().to_string()
}

fn person(who: usize, code: String) -> Person {
    let email = (who % BY_MAIL == 7).then(|| format!("stemmer{who}@voorbeeld.nl"));
    Person { code, entitlement: None, email, choice: String::new(), first: 0, last: 0, requests: Vec::new() }
}

async fn hand_in(town: &Town, round: Uuid, person: &mut Person, (who, count): (usize, usize), numbers: &[u32]) {
    let view = town.view(round).await;
    let client = Client(*Uuid::from_u128(who as u128).as_bytes());
    let device = town.voting.new_device();
    let choices = Choice::ticks(numbers);
    draft::save(&town.voting, &view, client, (Some(&device), None), choices.clone()).await.unwrap();
    let voter = identified(town, round, person, client).await;
    let request = format!("verzoek{count}van{who}");
    let replaces = identify::my_ballot(&town.voting, &view, &voter).await.unwrap().mark;
    town.clock.advance(SignedDuration::from_micros(7_000_000 + random(town, 9_000_000) as i64));
    if who % BY_PAGE == 3 && replaces.is_none() && person.email.is_none() {
        by_page(town, round, person, &request, numbers).await;
    } else {
        let nonce = if who % 9 == 0 { [0; 32] } else { town.app.random.bytes() };
        let hand_in = HandIn { choices: choices.clone(), replaces, nonce, idempotency: Some(request.clone()) };
        // Some hand in without the device's cookie, so that drafts are left until sealing.
        let device = (who % 3 > 0).then_some(&device);
        handin::hand_in(&town.voting, &view, &voter, device, hand_in, Lang::Nl).await.unwrap();
    }
    person.requests.push(request);
    person.last = town.clock.now_micros();
    if person.first == 0 {
        person.first = person.last;
    }
    person.choice = to_text(BallotForm::Plans, &choices);
    person.entitlement = Some(voter);
}

async fn identified(town: &Town, round: Uuid, person: &Person, client: Client) -> Voter {
    let view = town.view(round).await;
    let Some(email) = &person.email else { return town.voter(round, &person.code).await.unwrap() };
    if let Some(voter) = &person.entitlement {
        return voter.clone();
    }
    let t = town.app.texts.lang(Lang::Nl);
    identify::send_email_code(&town.voting, &view, client, &t, "Gemeente", email).await.unwrap();
    town.run_jobs().await;
    let mail = town.mails().into_iter().find(|mail| mail.contains(email)).unwrap();
    let code = mail.lines().map(str::trim).find(|line| line.len() == 6 && line.parse::<u32>().is_ok()).unwrap();
    identify::by_email_code(&town.voting, &view, email, code).await.unwrap()
}

async fn by_page(town: &Town, round: Uuid, person: &Person, request: &str, numbers: &[u32]) {
    let mut browser = town.browser(HOST);
    let act = |name: &str| format!("/do/vote/{round}/{name}");
    let code = browser.post(&act("code"), &[("code", &person.code)]).await;
    assert_eq!(code.status, 303, "{}", code.text);
    let choices = numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(",");
    let sent = browser.post(&act("hand-in"), &[("key", request), ("choices", &choices), ("replaces", "")]).await;
    assert_eq!(sent.status, 303, "{}", sent.text);
}

/// Gathers what names whom, while the round is open.
async fn known(town: &Town, round: Uuid, people: Vec<Person>) -> Vote {
    let read = town.app.db.read(|reader| {
        reader.query(&OPEN, &[], |row| {
            let rest = (row.get::<Vec<u8>>(1)?, row.get::<String>(2)?, row.get::<Option<Vec<u8>>>(3)?);
            Ok((row.get::<String>(0)?, rest))
        })
    });
    let mut open: HashMap<String, _> = read.await.unwrap().into_iter().collect();
    assert_eq!(open.len(), VOTERS);
    let (mut voters, mut tokens) = (HashMap::new(), Vec::new());
    for (place, person) in people.iter().enumerate() {
        let (token, id, idempotency) = open.remove(&person.choice).unwrap();
        let entitlement = person.entitlement.as_ref().unwrap().entitlement;
        let bare = person.code.replace('-', "").to_lowercase();
        let mut names = vec![entitlement.simple().to_string(), HEXLOWER.encode(&token), id.replace('-', "")];
        names.extend(idempotency.map(|hash| HEXLOWER.encode(&hash)));
        names.extend(person.requests.clone());
        names.extend(person.email.clone().or(Some(bare)));
        voters.extend(names.into_iter().map(|name| (name, place)));
        tokens.push(token);
    }
    let share = town.app.files.get(Area::Private, &format!("rounds/{round}/share")).await.unwrap().unwrap().to_vec();
    let mut first: Vec<usize> = (0..VOTERS).collect();
    first.sort_by_key(|place| people[*place].first);
    Vote {
        round,
        choices: people.iter().map(|person| person.choice.clone()).collect(),
        times: people.iter().map(|person| person.last).collect(),
        voters,
        ballots: HashMap::new(),
        leaves: Vec::new(),
        ids: Vec::new(),
        tokens,
        first,
        share,
        copy: Vec::new(),
    }
}

impl Vote {
    /// A copy of the open ballots, as a backup of the database from just before the sealing has them.
    pub async fn keep_a_copy(&mut self, town: &Town) {
        let read = town
            .app
            .db
            .read(|reader| reader.query(&OPEN, &[], |row| Ok((row.get::<Vec<u8>>(1)?, row.get::<String>(0)?))));
        self.copy = read.await.unwrap();
        assert_eq!(self.copy.len(), VOTERS);
    }

    /// What names the sealed ballots: all of it is published.
    pub async fn learn_ballots(&mut self, town: &Town) {
        let read = town.app.db.read(|reader| {
            reader.query(&SEALED, &[], |row| {
                let nonces = (row.get::<Vec<u8>>(2)?, row.get::<Vec<u8>>(3)?);
                Ok((row.get::<String>(0)?, (row.get::<String>(1)?, nonces)))
            })
        });
        let mut sealed: HashMap<String, _> = read.await.unwrap().into_iter().collect();
        assert_eq!(sealed.len(), VOTERS);
        for (place, choice) in self.choices.iter().enumerate() {
            let (id, (nonce, voter_nonce)) = sealed.remove(choice).unwrap();
            let nonces: [[u8; 32]; 2] = [voter_nonce.try_into().unwrap(), nonce.try_into().unwrap()];
            let leaf = leaf::ballot(self.round, &nonces[0], &nonces[1], choice);
            let code = Code::of(&leaf).to_string().replace('-', "").to_lowercase();
            let mut names = vec![choice.clone(), id.replace('-', ""), hex(&nonces[1]), hex(&leaf), code];
            if nonces[0] != [0; 32] {
                names.push(hex(&nonces[0]));
            }
            self.ballots.extend(names.into_iter().map(|name| (name, place)));
            self.leaves.push(hex(&leaf));
            self.ids.push(id);
        }
    }

    /// How many leaves of ballots went into the log together, at the least.
    pub async fn least_batch(&self, town: &Town) -> usize {
        let (entries, heads) = log(town, self.round).await;
        let ends = heads.iter().map(|head| head.size as usize);
        let batches = std::iter::once(0)
            .chain(ends.clone())
            .zip(ends)
            .map(|(from, to)| entries[from..to].iter().filter(|entry| entry.kind == Leaf::Ballot).count());
        let batches: Vec<usize> = batches.filter(|count| *count > 0).collect();
        assert!(batches.len() > 2, "several batches: {batches:?}");
        assert_eq!(batches.iter().sum::<usize>(), VOTERS + CHANGERS);
        batches.into_iter().min().unwrap()
    }
}
