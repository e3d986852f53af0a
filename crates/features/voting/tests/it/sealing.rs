//! After sealing nothing is left that could join a ballot with whoever handed it in. On SQLite the raw files are read
//! (database, write-ahead log, file store), on PostgreSQL every live relation. The same finder is then shown each of the
//! things that must not be there, to prove that it would have found them.

use crate::disk::{Disk, disk, forms, holds, times, visible};
use crate::support::{Town, rules};
use platform::db::Sql;
use platform::files::Area;
use platform::i18n::Lang;
use platform::web::security::Client;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use testkit::Kind;
use uuid::Uuid;
use voting::ballot::Choice;
use voting::model::HandIn;
use voting::rules::BallotForm;
use voting::service::{draft, handin, identify, seal};

const VOTERS: usize = 160;

/// What is known of a vote while it goes on, and must not be found after sealing.
struct Evidence {
    round: Uuid,
    tokens: Vec<Vec<u8>>,
    /// Ids and request hashes of open ballots.
    rows: Vec<Vec<u8>>,
    /// The nonces of open ballots by choice: they stay with it, and with nothing else.
    nonces: BTreeMap<String, Vec<u8>>,
    share: Vec<u8>,
    drafts: Vec<Vec<u8>>,
    times: Vec<i64>,
    /// Where codes were mailed to.
    addresses: Vec<String>,
    /// The choice of each voter, in the order of handing in; no two are alike.
    choices: Vec<String>,
    /// The entitlement of each voter, in the same order.
    entitlements: Vec<String>,
}

static OPEN: Sql = Sql::new("OPEN", "SELECT token, id, idempotency, choices, nonce, voter_nonce FROM ballot_open");
static NONCES: Sql = Sql::new("NONCES", "SELECT choices, nonce, voter_nonce FROM ballot_sealed");
static DRAFTS: Sql = Sql::new("DRAFTS", "SELECT key, sealed FROM draft_open");

/// A vote with drafts, both ways to identify, and choices that tell the voters apart.
async fn vote(town: &Town) -> Evidence {
    let mut by_both = rules(1, None, None);
    by_both.electorate.email = true;
    let round = town.open(by_both, &[10; 20]).await;
    let codes = town.codes(round, VOTERS).await;
    let view = town.view(round).await;
    let t = town.app.texts.lang(Lang::Nl);
    let (mut times, mut choices, mut entitlements, mut addresses) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (place, code) in codes.iter().enumerate() {
        town.clock.advance(jiff::SignedDuration::from_micros(1_234_567 + i64::try_from(place).unwrap()));
        let numbers: Vec<u32> = (0..20).filter(|bit| (place + 1) >> bit & 1 == 1).map(|bit| bit + 1).collect();
        let device = town.voting.new_device();
        draft::save(&town.voting, &view, Client::default(), (Some(&device), None), Choice::ticks(&numbers))
            .await
            .unwrap();
        let voter = if place % 8 == 7 {
            let email = format!("stemmer{place}@voorbeeld.nl");
            let client = Client([u8::try_from(place).unwrap(); 16]);
            identify::send_email_code(&town.voting, &view, client, &t, "Gemeente", &email).await.unwrap();
            town.run_jobs().await;
            addresses.push(email.clone());
            let mail = town.mails().into_iter().find(|mail| mail.contains(&email)).unwrap();
            let code = mail.lines().map(str::trim).find(|line| line.len() == 6 && line.parse::<u32>().is_ok()).unwrap();
            identify::by_email_code(&town.voting, &view, &email, code).await.unwrap()
        } else {
            town.voter(round, code).await.unwrap()
        };
        let identified = town.clock.now_micros();
        // Also until when a job is somebody's gives a moment away.
        times.extend([identified, identified + 300_000_000]);
        town.clock.advance(jiff::SignedDuration::from_micros(7_654_321));
        let idempotency = Some(format!("verzoek-{place}"));
        let hand_in = HandIn { choices: Choice::ticks(&numbers), idempotency, ..HandIn::default() };
        // Some hand in without the device's cookie, so that drafts are left until sealing.
        let device = (place % 3 > 0).then_some(&device);
        handin::hand_in(&town.voting, &view, &voter, device, hand_in, Lang::Nl).await.unwrap();
        times.push(town.clock.now_micros());
        choices.push(voting::ballot::to_text(BallotForm::Plans, &Choice::ticks(&numbers)));
        entitlements.push(voter.entitlement.to_string());
    }
    let (open, drafts) = town
        .app
        .db
        .read(|reader| {
            let open = reader.query(&OPEN, &[], |row| {
                let id: String = row.get(1)?;
                assert_eq!(row.get::<Vec<u8>>(5)?, [0; 32], "no device makes one yet");
                let rows = [id.into_bytes(), row.get::<Vec<u8>>(2)?];
                Ok((row.get::<Vec<u8>>(0)?, (rows, (row.get::<String>(3)?, row.get::<Vec<u8>>(4)?))))
            })?;
            let drafts = reader.query(&DRAFTS, &[], |row| Ok([row.get::<Vec<u8>>(0)?, row.get::<Vec<u8>>(1)?]))?;
            Ok::<_, platform::db::DbError>((open, drafts))
        })
        .await
        .unwrap();
    assert_eq!(open.len(), VOTERS);
    assert!(drafts.len() > 20);
    let (tokens, rest): (Vec<_>, Vec<_>) = open.into_iter().unzip();
    let (rows, nonces): (Vec<_>, BTreeMap<_, _>) = rest.into_iter().unzip();
    assert_eq!(nonces.values().collect::<BTreeSet<_>>().len(), VOTERS, "each its own");
    let share = town.app.files.get(Area::Private, &format!("rounds/{round}/share")).await.unwrap().unwrap().to_vec();
    Evidence {
        round,
        tokens,
        rows: rows.into_iter().flatten().collect(),
        nonces,
        share,
        drafts: drafts.into_iter().flatten().collect(),
        times,
        addresses,
        choices,
        entitlements,
    }
}

async fn seal(town: &Town, round: Uuid) {
    town.close(round).await;
    seal::seal(&town.voting, &town.actor, round).await.unwrap();
    town.run_jobs().await;
}

/// Everything but the sealed ballots themselves, as SQL sees it.
async fn elsewhere(town: &Town) -> Vec<u8> {
    let guard = if town.kind == Kind::Postgres {
        "ALTER TABLE ballot_sealed DISABLE TRIGGER USER"
    } else {
        "DROP TRIGGER ballot_sealed_delete"
    };
    town.raw(guard).await.unwrap();
    town.raw("DELETE FROM ballot_sealed").await.unwrap();
    if town.kind == Kind::Postgres { disk(town).await.bytes } else { visible(town).await }
}

/// Kendall's tau of two orders of the same things: 1 the same, -1 turned round, near 0 none in common.
fn tau(one: &[usize]) -> f64 {
    let (mut same, mut all) = (0_i32, 0_i32);
    for (place, a) in one.iter().enumerate() {
        for b in &one[place + 1..] {
            same += if a < b { 1 } else { -1 };
            all += 1;
        }
    }
    f64::from(same) / f64::from(all)
}

fn places<'a>(order: impl Iterator<Item = &'a String>, in_time: &[String]) -> Vec<usize> {
    let known: HashMap<&String, usize> = in_time.iter().enumerate().map(|(place, value)| (value, place)).collect();
    order.filter_map(|value| known.get(value).copied()).collect()
}

fn has_address(disk: &Disk, evidence: &Evidence) -> bool {
    let forms = evidence.addresses.iter().flat_map(|address| forms(address.as_bytes()));
    holds(&disk.bytes, forms.collect::<Vec<_>>())
}

/// What of the evidence is on disk.
async fn find(town: &Town, evidence: &Evidence) -> BTreeSet<&'static str> {
    let disk = disk(town).await;
    let any = |things: &[Vec<u8>]| holds(&disk.bytes, things.iter().flat_map(|thing| forms(thing)).collect::<Vec<_>>());
    let mut found = BTreeSet::new();
    if any(&evidence.tokens) {
        found.insert("token");
    }
    if any(&evidence.rows) {
        found.insert("row");
    }
    if any(std::slice::from_ref(&evidence.share)) {
        found.insert("share");
    }
    if any(&evidence.drafts) {
        found.insert("draft");
    }
    if holds(&disk.bytes, evidence.times.iter().flat_map(|time| times(*time)).collect::<Vec<_>>()) {
        found.insert("time");
    }
    if has_address(&disk, evidence) {
        found.insert("address");
    }
    // With 160 voters the tau of two unrelated orders has a spread of 0.053; 0.3 is nearly six times that.
    let sealed = places(disk.sealed.iter(), &evidence.choices);
    let entitled = places(disk.entitlements.iter(), &evidence.entitlements);
    assert_eq!((sealed.len(), entitled.len()), (VOTERS, VOTERS));
    let mut place_of_entitlement = vec![0; VOTERS];
    entitled.iter().enumerate().for_each(|(place, voter)| place_of_entitlement[*voter] = place);
    let by_entitlement: Vec<usize> = sealed.iter().map(|voter| place_of_entitlement[*voter]).collect();
    if tau(&sealed).abs() > 0.3 || tau(&by_entitlement).abs() > 0.3 {
        found.insert("order");
    }
    found
}

both! {
    async fn nothing_is_left_that_joins_voter_and_ballot(town: Town) {
        let evidence = vote(&town).await;
        let before = find_open(&town, &evidence).await;
        // No moment of a voter and no address stands anywhere, also while the vote is open.
        assert_eq!(before, BTreeSet::from(["draft", "row", "share", "token"]));
        seal(&town, evidence.round).await;
        assert_eq!(find(&town, &evidence).await, BTreeSet::new());
        assert_eq!(town.number("SELECT COUNT(*) FROM ballot_sealed").await, i64::try_from(VOTERS).unwrap());
        assert_eq!(town.number("SELECT COUNT(*) FROM entitlement WHERE used = 1").await, i64::try_from(VOTERS).unwrap());
        assert_eq!(town.number("SELECT share_gone FROM voting_round").await, 1);
        let mut sealed = disk(&town).await.sealed;
        let mut handed_in = evidence.choices.clone();
        sealed.sort();
        handed_in.sort();
        assert_eq!(sealed, handed_in, "every ballot is there, unchanged");
        let read = town.app.db.read(|reader| reader.query(&NONCES, &[], |row| {
            Ok((row.get::<String>(0)?, row.get::<Vec<u8>>(1)?, row.get::<Vec<u8>>(2)?))
        }));
        let kept = read.await.unwrap();
        assert!(kept.iter().all(|(_, _, theirs)| *theirs == [0; 32]));
        let kept: BTreeMap<String, Vec<u8>> = kept.into_iter().map(|(choice, nonce, _)| (choice, nonce)).collect();
        assert_eq!(kept, evidence.nonces, "a nonce stays with its ballot");
        let hay = elsewhere(&town).await;
        let nonces: Vec<_> = evidence.nonces.values().flat_map(|nonce| forms(nonce)).collect();
        assert!(!holds(&hay, nonces), "and with nothing else");
    }

    async fn a_mail_that_waits_tells_neither_who_nor_when(town: Town) {
        let mut by_mail = rules(1, None, None);
        by_mail.electorate = voting::rules::Electorate { codes: false, email: true };
        let round = town.open(by_mail, &[10]).await;
        let view = town.view(round).await;
        let t = town.app.texts.lang(Lang::Nl);
        town.clock.advance(jiff::SignedDuration::from_micros(1_234_567));
        let email = "stemmer@voorbeeld.nl";
        identify::send_email_code(&town.voting, &view, Client::default(), &t, "Gemeente", email).await.unwrap();
        assert_eq!(town.number("SELECT COUNT(*) FROM job WHERE kind = 'voter-mail'").await, 1);
        let bytes = disk(&town).await.bytes;
        assert!(!holds(&bytes, forms(email.as_bytes())), "who");
        assert!(!holds(&bytes, times(town.clock.now_micros())), "when");
        town.run_jobs().await;
        let mails = town.mails();
        assert!(mails.iter().any(|mail| mail.contains(email)), "it goes out all the same");
        assert_eq!(town.number("SELECT COUNT(*) FROM job WHERE kind = 'voter-mail'").await, 0);
        assert!(!holds(&disk(&town).await.bytes, times(town.clock.now_micros() + 300_000_000)), "when it was taken");
    }

    async fn the_finder_finds_each_thing_when_it_is_put_back(town: Town) {
        let evidence = vote(&town).await;
        seal(&town, evidence.round).await;
        let blob = |bytes: &[u8]| {
            let hex = data_encoding::HEXLOWER.encode(bytes);
            if town.kind == Kind::Postgres { format!("'\\x{hex}'") } else { format!("x'{hex}'") }
        };
        town.raw("CREATE TABLE leak (body BLOB, at BIGINT)").await.unwrap();
        for (thing, column, value) in [
            ("token", "body", blob(&evidence.tokens[17])),
            ("row", "body", blob(&evidence.rows[33])),
            ("draft", "body", blob(&evidence.drafts[5])),
            ("share", "body", blob(&evidence.share)),
            ("time", "at", evidence.times[100].to_string()),
            ("address", "body", blob(evidence.addresses[3].as_bytes())),
        ] {
            town.raw(format!("INSERT INTO leak ({column}) VALUES ({value})")).await.unwrap();
            assert_eq!(find(&town, &evidence).await, BTreeSet::from([thing]));
            town.raw("DELETE FROM leak").await.unwrap();
            town.app.db.scrub().await.unwrap();
            assert_eq!(find(&town, &evidence).await, BTreeSet::new(), "{thing} can be removed without a trace");
        }
        let name = format!("rounds/{}/share", evidence.round);
        town.app.files.put(Area::Private, &name, evidence.share.clone().into()).await.unwrap();
        assert_eq!(find(&town, &evidence).await, BTreeSet::from(["share"]));
        town.app.files.delete(Area::Private, &name).await.unwrap();
        if town.kind == Kind::Sqlite {
            // Deleted without being overwritten, it is gone for SQL and still in the file.
            town.raw(format!("INSERT INTO leak (body) VALUES ({})", blob(&evidence.tokens[3]))).await.unwrap();
            town.raw("PRAGMA secure_delete = OFF; DELETE FROM leak").await.unwrap();
            assert_eq!(find(&town, &evidence).await, BTreeSet::from(["token"]));
        }
    }

    async fn the_finder_finds_a_moment_in_every_form(town: Town) {
        let evidence = vote(&town).await;
        seal(&town, evidence.round).await;
        let needles = || evidence.times.iter().flat_map(|time| times(*time)).collect::<Vec<_>>();
        assert!(!holds(&disk(&town).await.bytes, needles()));
        town.raw("CREATE TABLE leak (at BIGINT, word TEXT)").await.unwrap();
        let micros = evidence.times[100];
        let at = jiff::Timestamp::from_microsecond(micros).unwrap();
        let local = platform::clock::local(at);
        let millis = u64::try_from(micros / 1_000).unwrap();
        let uuid = Uuid::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, millis / 1_000, u32::try_from(millis % 1_000).unwrap() * 1_000_000));
        for (column, value) in [
            ("at", micros.to_string()),
            ("at", (micros / 1_000).to_string()),
            ("at", (micros / 1_000_000).to_string()),
            ("word", format!("'{at}'")),
            ("word", format!("'{}'", at.strftime("%Y-%m-%d %H:%M:%S%.f"))),
            ("word", format!("'{}'", local.strftime("%Y-%m-%dT%H:%M:%S%:z"))),
            ("word", format!("'{}'", local.strftime("%Y-%m-%d %H:%M:%S"))),
            ("word", format!("'{uuid}'")),
            ("word", format!("'{}'", uuid.simple())),
            ("word", format!("'{{\"savedAt\":\"{at}\"}}'")),
        ] {
            town.raw(format!("INSERT INTO leak ({column}) VALUES ({value})")).await.unwrap();
            assert!(holds(&disk(&town).await.bytes, needles()), "{value}");
            town.raw("DELETE FROM leak").await.unwrap();
            town.app.db.scrub().await.unwrap();
        }
        assert!(!holds(&disk(&town).await.bytes, needles()), "each can be removed without a trace");
    }

    async fn no_code_stands_anywhere_as_it_is_written(town: Town) {
        let round = town.open(rules(1, None, None), &[10, 20]).await;
        let new = voting::service::codes::NewBatch { name: "Brieven".into(), count: 40, test: false, area: None };
        let batch = voting::service::codes::make_batch(&town.voting, &town.actor, round, new).await.unwrap();
        let codes = voting::service::codes::batch_codes(&town.voting, &town.actor, round, batch).await.unwrap();
        let (v, actor) = (&town.voting, &town.actor);
        town.vote_with(round, &codes[0], &[1]).await.unwrap();
        voting::service::codes::help(v, actor, round, &codes[0]).await.unwrap();
        voting::service::codes::void_code(v, actor, round, &codes[1], "kwijt".into()).await.unwrap();
        let fresh = voting::service::codes::replace_code(v, actor, round, &codes[2], "kwijt".into()).await.unwrap();
        town.vote_with(round, &fresh, &[2]).await.unwrap();
        let mut browser = town.browser(crate::support::HOST);
        let typed = browser.post(&format!("/do/vote/{round}/code"), &[("code", &codes[3])]).await;
        assert_eq!(typed.status, 303, "{}", typed.text);
        let plain = || codes.iter().chain([&fresh]).flat_map(|code| {
            let bare = code.replace('-', "");
            [code.clone(), bare.clone(), code.to_lowercase(), bare.to_lowercase()]
        }).flat_map(|code| forms(code.as_bytes())).collect::<Vec<_>>();
        assert!(!holds(&disk(&town).await.bytes, plain()), "while the vote is open");
        seal(&town, round).await;
        assert!(!holds(&disk(&town).await.bytes, plain()), "nor after sealing");
        town.raw(format!("CREATE TABLE leak AS SELECT '{}' AS word", codes[9].replace('-', "").to_lowercase())).await.unwrap();
        assert!(holds(&disk(&town).await.bytes, plain()), "it would have been found");
    }

    async fn the_finder_sees_an_order_that_is_kept(town: Town) {
        let evidence = vote(&town).await;
        seal(&town, evidence.round).await;
        let guard = if town.kind == Kind::Postgres {
            "ALTER TABLE ballot_sealed DISABLE TRIGGER USER"
        } else {
            "DROP TRIGGER ballot_sealed_insert; DROP TRIGGER ballot_sealed_delete"
        };
        town.raw(guard).await.unwrap();
        let rows: Vec<String> = evidence.choices.iter().enumerate().map(|(place, choices)| {
            format!("(1, '{place:08}-0000-4000-8000-000000000000', '{choices}', 'web', 'none')")
        }).collect();
        town.raw(format!("DELETE FROM ballot_sealed; INSERT INTO ballot_sealed (round_id, id, choices, channel, assurance)
            VALUES {}", rows.join(","))).await.unwrap();
        town.app.db.scrub().await.unwrap();
        assert_eq!(find(&town, &evidence).await, BTreeSet::from(["order"]));
    }

    async fn a_ballot_without_its_entitlement_stops_the_sealing(town: Town) {
        let round = town.open(rules(1, None, None), &[10, 20]).await;
        let codes = town.codes(round, 2).await;
        town.vote_with(round, &codes[0], &[1]).await.unwrap();
        // The share of another round: with it, no ballot belongs to anybody, and sealing would throw all away.
        town.app.files.put(Area::Private, &format!("rounds/{round}/share"), vec![7; 32].into()).await.unwrap();
        town.close(round).await;
        let restarted = town.second_node().voting;
        assert!(seal::seal(&restarted, &town.actor, round).await.is_err());
        assert_eq!(town.number("SELECT COUNT(*) FROM ballot_open").await, 1);
        assert_eq!(town.number("SELECT COUNT(*) FROM ballot_sealed").await, 0);
        seal::seal(&town.voting, &town.actor, round).await.unwrap();
        assert_eq!(town.number("SELECT COUNT(*) FROM ballot_sealed").await, 1);
    }

    async fn an_interrupted_sealing_is_cleaned_up(town: Town) {
        let round = town.open(rules(1, None, None), &[10]).await;
        let codes = town.codes(round, 1).await;
        town.vote_with(round, &codes[0], &[1]).await.unwrap();
        let name = format!("rounds/{round}/share");
        let share = town.app.files.get(Area::Private, &name).await.unwrap().unwrap();
        seal(&town, round).await;
        // As if the program had stopped between the transaction and the cleaning.
        town.app.files.put(Area::Private, &name, share).await.unwrap();
        town.raw("UPDATE voting_round SET share_gone = 0").await.unwrap();
        town.pass(61);
        let now = town.clock.now();
        town.app.db.write(move |tx| platform::jobs::add(tx, "voting-sweep", "", None, now)).await.unwrap();
        town.run_jobs().await;
        assert_eq!(town.app.files.get(Area::Private, &name).await.unwrap(), None);
        assert_eq!(town.number("SELECT share_gone FROM voting_round").await, 1);
    }
}

/// The same look while the vote is open, when there are no sealed ballots to compare orders with.
async fn find_open(town: &Town, evidence: &Evidence) -> BTreeSet<&'static str> {
    let disk = disk(town).await;
    let any = |things: &[Vec<u8>]| holds(&disk.bytes, things.iter().flat_map(|thing| forms(thing)).collect::<Vec<_>>());
    let time = holds(&disk.bytes, evidence.times.iter().flat_map(|time| times(*time)).collect::<Vec<_>>());
    [
        ("token", any(&evidence.tokens)),
        ("row", any(&evidence.rows)),
        ("share", any(std::slice::from_ref(&evidence.share))),
        ("draft", any(&evidence.drafts)),
        ("time", time),
        ("address", has_address(&disk, evidence)),
    ]
    .into_iter()
    .filter(|(_, there)| *there)
    .map(|(thing, _)| thing)
    .collect()
}
