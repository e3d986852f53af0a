//! Single commands: what they print, what they say on standard error, with what they end.

use crate::made::{BIN, Made, election};
use serde_json::Value;
use testkit::{Kind, Place};

async fn migrates_and_is_well(kind: Kind) {
    let place = Place::new(BIN, kind).await;
    let new = place.run(&["doctor", "--json"]);
    assert!(!new.fine, "a database without tables is not well: {new:?}");
    let first = place.run(&["migrate", "--json"]).json();
    assert!(first["migrated"].as_array().unwrap().len() >= 4, "{first}");
    let second = place.run(&["migrate"]);
    assert!(second.fine && second.out == "The database was up to date.\n", "{second:?}");
    let well = place.run(&["doctor", "--json"]);
    let findings = findings(&well.json());
    let names = [
        "secret",
        "data folder",
        "files folder",
        "free space",
        "clock",
        "migrations",
        "log",
        "jobs",
        "files",
        "rounds",
    ];
    for name in names {
        assert!(findings.iter().any(|(what, fine, _)| what == name && *fine), "{name}: {findings:?}");
    }
}

fn findings(report: &Value) -> Vec<(String, bool, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let rows = report.as_array().unwrap();
    rows.iter().map(|row| (text(&row["what"]), row["fine"].as_bool().unwrap(), text(&row["say"]))).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sqlite_is_migrated_and_well() {
    migrates_and_is_well(Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres_is_migrated_and_well() {
    migrates_and_is_well(Kind::Postgres).await;
}

async fn doctor_finds(kind: Kind) {
    use std::os::unix::fs::PermissionsExt;
    let made = Made::new(kind, 2).await;
    assert!(made.place.run(&["doctor"]).fine);
    let files = made.place.folder().join("files");
    std::fs::remove_file(files.join("public").join(&made.picture)).unwrap();
    std::fs::set_permissions(made.place.folder().join("secret"), std::fs::Permissions::from_mode(0o644)).unwrap();
    let ill = made.place.run(&["doctor", "--json"]);
    assert!(!ill.fine);
    let found = findings(&serde_json::from_str(&ill.out).unwrap());
    let wrong: Vec<_> = found.iter().filter(|(_, fine, _)| !fine).collect();
    assert_eq!(wrong.len(), 2, "{found:?}");
    assert!(wrong[0].0 == "secret" && wrong[0].2.contains("chmod 600"), "{wrong:?}");
    assert!(
        wrong[1].0 == "files" && wrong[1].2.starts_with("1 pictures") && wrong[1].2.contains(&made.picture),
        "{wrong:?}"
    );
    let rounds = found.iter().find(|(what, ..)| what == "rounds").unwrap();
    assert!(rounds.2.contains("not sealed"), "{rounds:?}");
    // A folder of files that cannot be written: something else stands there.
    std::fs::remove_dir_all(files.join("public")).unwrap();
    std::fs::create_dir(files.join(".doctor")).unwrap();
    let ill = made.place.run(&["doctor"]);
    assert!(!ill.fine && ill.out.contains("WRONG files folder") && ill.out.contains("cannot be written"), "{ill:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn doctor_finds_what_is_wrong_on_sqlite() {
    doctor_finds(Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn doctor_finds_what_is_wrong_on_postgres() {
    doctor_finds(Kind::Postgres).await;
}

/// `tally` needs no database and makes none.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tally_counts_a_file() {
    let place = Place::new(BIN, Kind::Sqlite).await;
    let file = place.folder().join("klein.pb").display().to_string();
    std::fs::write(&file, election(5)).unwrap();
    let said = place.run(&["tally", &file]);
    assert!(said.fine && said.out.starts_with("5 ballots, 2 of 4 plans for 250 of 300."), "{said:?}");
    assert!(said.out.contains("Bomen") && said.out.contains("funded") && said.out.contains("does not fit"), "{said:?}");
    let outcome = place.run(&["tally", &file, "--json"]).json();
    assert_eq!(outcome["selected"], serde_json::json!(["p1", "p2"]));
    assert!(!place.folder().join("samenspel.db").exists());
    // What a script goes by: the code, JSON alone on standard output, a table that fits a narrow window.
    assert_eq!(place.run(&["tally", &file, "--rule", "mes_borda_add1"]).code, Some(3), "the ballots have no order");
    let bad = place.folder().join("kapot.pb").display().to_string();
    std::fs::write(&bad, election(3).replace("PROJECTS\n", "")).unwrap();
    let broken = place.run(&["tally", &bad, "--json"]);
    assert!(broken.code == Some(2) && broken.out.is_empty() && !broken.err.is_empty(), "{broken:?}");
    let compared = place.run(&["tally", &file, "--compare"]);
    assert!(compared.code == Some(0) && compared.out.lines().all(|line| line.chars().count() <= 80), "{compared:?}");
    let explained = place.run(&["tally", &file, "--explain", "p3"]);
    assert!(explained.code == Some(0) && explained.out.lines().all(|line| line.chars().count() <= 80), "{explained:?}");
    let several = place.run(&["tally", &file, "--compare", "--json"]).json();
    assert!(several["results"].as_array().unwrap().len() > 10 && several["file"] == "klein.pb");
    let unknown = place.run(&["tally", &file, "--rule", "nothing"]);
    assert!(
        !unknown.fine && unknown.err.starts_with("samenspel: ") && unknown.err.contains("greedy_votes"),
        "{unknown:?}"
    );
}

/// A broken file is told in one sentence, with the place, and nothing on standard output; nothing is imported of it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_broken_election_file_is_told_in_a_sentence() {
    let place = Place::new(BIN, Kind::Sqlite).await;
    let file = place.folder().join("kapot.pb").display().to_string();
    let broken = [
        election(3).replace("budget;300\n", "budget;veel\n"),
        election(3).replace("project_id;cost", "project;price"),
        election(3).replace("PROJECTS\n", ""),
        "Geachte heer, mevrouw".to_owned(),
        String::new(),
    ];
    for text in broken {
        std::fs::write(&file, &text).unwrap();
        for args in [&["tally", &file][..], &["pabulib", "import", &file, "--project", "kapot"]] {
            let said = place.run(args);
            assert!(!said.fine && said.out.is_empty(), "{text}: {said:?}");
            let sentence = said.err.lines().last().unwrap_or_default();
            assert!(
                sentence.starts_with("samenspel: ") && sentence.contains("is not an election file"),
                "{text}: {said:?}"
            );
            assert!(!said.err.contains("panicked"), "{said:?}");
        }
    }
    let missing = place.run(&["tally", "/nowhere/x.pb"]);
    assert!(!missing.fine && missing.err.contains("cannot read /nowhere/x.pb"), "{missing:?}");
    let projects = crate::made::program_at(&place).await.app.organisation("localhost", None).await.unwrap();
    assert!(projects.is_none(), "nothing was imported");
}

/// Each command shows how it is used.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_help_of_each_command_has_an_example() {
    let place = Place::new(BIN, Kind::Sqlite).await;
    let mut ways: Vec<Vec<String>> = vec![Vec::new()];
    let mut seen = 0;
    while let Some(way) = ways.pop() {
        let mut args: Vec<&str> = way.iter().map(String::as_str).collect();
        args.push("--help");
        let help = place.run(&args);
        assert!(help.fine, "{args:?}: {}", help.err);
        let line = help.out.lines().find(|line| line.contains("samenspel ") && !line.starts_with("Usage:"));
        let example = line.unwrap_or_else(|| panic!("{args:?} has no example: {}", help.out));
        let (words, shown) = (way.join(" "), example.trim());
        assert!(shown.contains(&format!("samenspel {words}")), "{args:?}: {shown}");
        seen += 1;
        let commands = help.out.split("Commands:").nth(1).map(|rest| rest.split("Options:").next().unwrap());
        for line in commands.unwrap_or_default().lines() {
            let name = line.split_whitespace().next().filter(|_| line.starts_with("  ") && !line.starts_with("   "));
            if let Some(name) = name.filter(|name| *name != "help") {
                ways.push([&way[..], &[name.to_owned()]].concat());
            }
        }
    }
    assert!(seen >= 12, "only {seen} commands were found");
}

/// An export before the outcome is published is refused in a sentence.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_export_waits_for_the_outcome() {
    let made = Made::new(Kind::Sqlite, 2).await;
    let said = made.place.run(&["pabulib", "export", &made.round]);
    assert!(!said.fine && said.out.is_empty() && said.err.contains("samenspel: "), "{said:?}");
}
