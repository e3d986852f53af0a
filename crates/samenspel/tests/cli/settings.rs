//! Settings: a flag over the environment over the file over the default, and the table in the handbook.

use crate::made::BIN;
use clap::Args;
use samenspel::settings::Options;
use testkit::{Kind, Place};

/// Where the program keeps its data tells which of the four was believed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_flag_beats_the_environment_and_that_the_file_and_that_the_default() {
    let place = Place::new(BIN, Kind::Sqlite).await;
    let here = place.folder();
    let at = |name: &str| here.join(name).display().to_string();
    let config = at("samenspel.toml");
    std::fs::write(&config, format!("data = {:?}\n", at("of-file"))).unwrap();
    let run = |config: Option<&str>, environment: Option<&str>, flag: Option<&str>| {
        let mut command = place.command(&["migrate"]);
        command.current_dir(here).env_remove("SAMENSPEL_DATA");
        command.args(flag.into_iter().flat_map(|flag| ["--data", flag]));
        if let Some(config) = config {
            command.env("SAMENSPEL_CONFIG", config);
        }
        if let Some(folder) = environment {
            command.env("SAMENSPEL_DATA", folder);
        }
        let done = command.output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    let made = |name: &str| here.join(name).join("samenspel.db").exists();
    run(Some(&config), Some(&at("of-environment")), Some(&at("of-flag")));
    assert_eq!(["of-flag", "of-environment", "of-file", "data"].map(made), [true, false, false, false]);
    run(Some(&config), Some(&at("of-environment")), None);
    assert_eq!(["of-environment", "of-file", "data"].map(made), [true, false, false]);
    run(Some(&config), None, None);
    assert_eq!(["of-file", "data"].map(made), [true, false]);
    run(None, None, None);
    assert!(made("data"));
}

/// A wrong setting is named, whatever it came from.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_setting_is_named() {
    let place = Place::new(BIN, Kind::Sqlite).await;
    let config = place.folder().join("fout.toml");
    std::fs::write(&config, "listen = \"nergens\"\n").unwrap();
    let said = place.run(&["--config", &config.display().to_string(), "migrate"]);
    assert!(!said.fine && said.err.contains("fout.toml") && said.err.contains("listen"), "{said:?}");
    let said = place.run(&["--trusted-proxies", "overal", "migrate"]);
    assert!(!said.fine && said.err.contains("trusted-proxies: overal is not a network"), "{said:?}");
}

/// The table of settings in the handbook of operators has each option of the program: flag, variable and default.
#[test]
fn the_handbook_names_each_setting() {
    let handbook = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/operators.md")).unwrap();
    let rows: Vec<Vec<&str>> = handbook
        .lines()
        .filter(|line| line.starts_with("| `--"))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    let cell = |text: &str| text.trim_matches('`').to_owned();
    let told: Vec<(String, String)> = rows.iter().map(|row| (cell(row[0]), cell(row[1]))).collect();
    let command = Options::augment_args(clap::Command::new("samenspel"));
    let known: Vec<(String, String)> = command
        .get_arguments()
        .map(|arg| (format!("--{}", arg.get_long().unwrap()), arg.get_env().unwrap().to_str().unwrap().to_owned()))
        .collect();
    assert_eq!(told, known);
    // The default that `--help` names is that of the table.
    for (arg, row) in command.get_arguments().zip(&rows) {
        let help = arg.get_help().unwrap().to_string();
        if let Some(default) = help.split("[default: ").nth(1).map(|rest| rest.trim_end_matches(']')) {
            assert_eq!(cell(row[2]), default, "{}", row[0]);
        }
    }
}
