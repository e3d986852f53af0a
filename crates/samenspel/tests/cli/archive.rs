//! `backup` while voters hand in, `restore` into each kind of database, and the vote that then goes on.

use crate::made::{BIN, Made, ballots, import, program_at, program_with, vote};
use civic::Actor;
use jiff::SignedDuration;
use platform::clock::Clock;
use platform::db::{DbError, Sql};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use testkit::{Kind, Place};
use voting::service::{outcome, round, seal};

/// How many hand in at the same time.
const VOTERS: usize = 6;

/// Saves in `archive` while voters hand in, and answers how many had been confirmed before it began and when it was done.
fn backup_while_voting(made: &Made, archive: &Path) -> (usize, usize) {
    let server = made.place.serve();
    let (confirmed, next, done) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicBool::new(false));
    // The last codes are for afterwards.
    let codes = &made.codes[..made.codes.len() - 2];
    std::thread::scope(|threads| {
        for _ in 0..VOTERS {
            threads.spawn(|| {
                while !done.load(Ordering::SeqCst) {
                    let Some(code) = codes.get(next.fetch_add(1, Ordering::SeqCst)) else { return };
                    let answer = vote(&mut server.visitor(), &made.round, code, &[1, 2]).unwrap();
                    assert_eq!(answer.status, 200, "{}", answer.text);
                    confirmed.fetch_add(1, Ordering::SeqCst);
                }
            });
        }
        let began = Instant::now();
        while confirmed.load(Ordering::SeqCst) < 2 * VOTERS && began.elapsed() < Duration::from_secs(60) {
            std::thread::sleep(Duration::from_millis(5));
        }
        let before = confirmed.load(Ordering::SeqCst);
        let saved = made.place.run(&["backup", &archive.display().to_string()]);
        let after = confirmed.load(Ordering::SeqCst);
        done.store(true, Ordering::SeqCst);
        assert!(saved.fine && saved.out.contains("Saved in") && saved.out.contains("master secret"), "{saved:?}");
        assert!(saved.err.contains("saving rows and files"), "{saved:?}");
        (before, after)
    })
}

/// Raw SQL around the program that puts in a ballot for three plans of € 450 together, where € 300 is the limit.
async fn raw_ballot(place: &Place, round: &str) -> DbError {
    let program = program_at(place).await;
    let bytes = |byte: &str| {
        let hex = byte.repeat(32);
        if place.url.is_some() { format!("'\\x{hex}'") } else { format!("x'{hex}'") }
    };
    let (token, nonce) = (bytes("aa"), bytes("00"));
    let text = format!(
        "INSERT INTO ballot_open (round_id, token, id, choices, test, channel, assurance, nonce)
         SELECT id, {token}, 'x', '[1,2,3]', 0, 'web', 'none', {nonce} FROM voting_round WHERE uuid = '{round}'"
    );
    program.app.db.write::<(), DbError, _>(move |tx| tx.batch(&text)).await.unwrap_err()
}

/// The round's time is over: it is closed, sealed and counted; answers voters and winners.
async fn to_the_outcome(place: &Place, id: uuid::Uuid) -> (u64, Vec<String>) {
    let clock = Clock::fixed(Clock::system().now() + SignedDuration::from_hours(2));
    let program = program_with(place, &clock);
    let organisation = program.app.organisation("localhost", None).await.unwrap().unwrap();
    let (voting, actor) = (&program.voting, Actor::system(organisation.id));
    assert!(round::close_due(voting, id).await.unwrap());
    seal::seal(voting, &actor, id).await.unwrap();
    outcome::count(voting, &actor, id).await.unwrap();
    outcome::publish(voting, &actor, id).await.unwrap();
    let exported = place.run(&["pabulib", "export", &id.to_string()]);
    assert!(exported.fine, "{}", exported.err);
    let election = tally::pabulib::read(&exported.out).unwrap().election;
    let counted = tally::Rule::by_name("greedy_votes").unwrap().count(&election).unwrap();
    (counted.voters as u64, counted.selected)
}

async fn the_vote_goes_on(from: Kind, to: Kind) {
    let made = Made::new(from, 600).await;
    let archive = made.place.folder().join("backup.tar");
    let (before, after) = backup_while_voting(&made, &archive);
    assert!(after > before, "nobody handed in while it was saved: {before}");
    let other = Place::new(BIN, to).await;
    let path = archive.display().to_string();
    let restored = other.run(&["restore", &path, "--json"]);
    assert!(restored.json()["rows"].as_u64().unwrap() > 600 && restored.err.contains("restoring rows"), "{restored:?}");
    std::fs::copy(made.place.folder().join("secret"), other.folder().join("secret")).unwrap();
    // One moment of the vote: all that was confirmed before, nothing from after.
    let kept = ballots(&program_at(&other).await).await;
    assert!((before..=after + VOTERS).contains(&kept), "{kept} ballots, {before} before and {after} after");
    // Once more is refused, and changes nothing.
    let again = other.run(&["restore", &path]);
    assert!(!again.fine, "{again:?}");
    assert!(again.err.contains("nothing was restored: the database is not empty; restore into a new one"), "{again:?}");
    assert_eq!(ballots(&program_at(&other).await).await, kept);
    // The open vote goes on.
    let server = other.serve();
    let last = made.codes.last().unwrap();
    let answer = vote(&mut server.visitor(), &made.round, last, &[1, 2]).unwrap();
    assert_eq!(answer.status, 200, "{}", answer.text);
    let twice = vote(&mut server.visitor(), &made.round, &made.codes[0], &[1, 2]).unwrap();
    assert_eq!(twice.status, 409, "who voted before has voted: {}", twice.text);
    let picture = server.visitor().get(&format!("/files/{}", made.picture));
    assert_eq!(picture.status, 200);
    // The database guards what it guarded, in what was restored and in a round that is made now.
    let refused = raw_ballot(&other, &made.round).await;
    assert!(refused.is_check("over_sum"), "{refused:?}");
    let (second, codes) = import(&other, "tweede", 3);
    let refused = raw_ballot(&other, &second).await;
    assert!(refused.is_check("over_sum"), "{refused:?}");
    let answer = vote(&mut server.visitor(), &second, &codes[0], &[1, 2]).unwrap();
    assert_eq!(answer.status, 200, "{}", answer.text);
    drop(server);
    let (voters, winners) = to_the_outcome(&other, made.round.parse().unwrap()).await;
    assert_eq!((voters, winners), (kept as u64 + 1, vec!["p1".to_owned(), "p2".to_owned()]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_vote_goes_on_from_sqlite_to_sqlite() {
    the_vote_goes_on(Kind::Sqlite, Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_vote_goes_on_from_sqlite_to_postgres() {
    the_vote_goes_on(Kind::Sqlite, Kind::Postgres).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_vote_goes_on_from_postgres_to_sqlite() {
    the_vote_goes_on(Kind::Postgres, Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_vote_goes_on_from_postgres_to_postgres() {
    the_vote_goes_on(Kind::Postgres, Kind::Postgres).await;
}

/// A round in which nobody has voted or chosen yet has no partition in the archive; its first voter finds one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_first_voter_after_a_restore_is_no_exception() {
    let made = Made::new(Kind::Sqlite, 2).await;
    let archive = made.place.folder().join("backup.tar").display().to_string();
    assert!(made.place.run(&["backup", &archive]).fine);
    let other = Place::new(BIN, Kind::Postgres).await;
    assert!(other.run(&["restore", &archive]).fine);
    static PARTS: Sql = Sql::new(
        "PARTS",
        "SELECT COUNT(*) FROM pg_class WHERE relispartition AND relkind = 'r' AND relname LIKE 'ballot_open%'",
    );
    let db = platform::db::Db::open(&samenspel::program::db_settings(&other.settings())).unwrap();
    let parts = db.read(|reader| reader.one(&PARTS, platform::params![], |row| row.get::<i64>(0))).await.unwrap();
    assert_eq!(parts, 1);
    std::fs::copy(made.place.folder().join("secret"), other.folder().join("secret")).unwrap();
    let server = other.serve();
    assert_eq!(vote(&mut server.visitor(), &made.round, &made.codes[0], &[1, 2]).unwrap().status, 200);
}

/// A backup from during a vote is no business of anybody's after it: doctor finds it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn doctor_finds_a_backup_from_before_the_sealing() {
    let made = Made::new(Kind::Sqlite, 2).await;
    let archive = made.place.folder().join("backup.tar");
    assert!(made.place.run(&["backup", &archive.display().to_string()]).fine);
    let open = made.place.run(&["doctor"]);
    assert!(open.fine && open.out.contains("backups      none in the data folder"), "{open:?}");
    to_the_outcome(&made.place, made.round.parse().unwrap()).await;
    let ill = made.place.run(&["doctor"]);
    assert!(!ill.fine && ill.out.contains("WRONG backups") && ill.out.contains("backup.tar"), "{ill:?}");
    std::fs::remove_file(&archive).unwrap();
    let well = made.place.run(&["doctor"]);
    assert!(well.fine && well.out.contains("remove those from before that of buurt"), "{well:?}");
}
