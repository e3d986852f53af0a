//! `verify`: checking the download of a round. Needs no database and no network.

use anyhow::{Context, Result};
use clap::ValueEnum;
use proof::verify::{Asked, Report, Verdict, Words, verify};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Lines are at most so long, so that they are read well in every terminal.
const WIDTH: usize = 80;
/// Sentences stand below their heading, this far in.
const INDENT: &str = "       ";

#[derive(clap::Args)]
pub(super) struct Verify {
    /// The download (ROUND.zip)
    file: PathBuf,
    /// The fingerprint of the key that it has to be signed with: 64 letters and digits, as the municipality publishes it
    #[arg(long, value_name = "FINGERPRINT")]
    key: Option<String>,
    /// A head of the log that somebody saved earlier; may be given several times
    #[arg(long = "head", value_name = "FILE")]
    heads: Vec<PathBuf>,
    /// A receipt that a voter saved; may be given several times
    #[arg(long = "receipt", value_name = "FILE")]
    receipts: Vec<PathBuf>,
    /// Language of the sentences [default: that of the terminal]
    #[arg(long, value_enum)]
    lang: Option<Lang>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Lang {
    Nl,
    En,
}

impl Lang {
    /// Of the terminal, as POSIX has it; English for every other language.
    fn of_terminal() -> Self {
        let set = |name| std::env::var(name).ok().filter(|value: &String| !value.is_empty());
        let named = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set);
        if named.is_some_and(|name| name.starts_with("nl")) { Self::Nl } else { Self::En }
    }

    fn of(self, words: &Words) -> &str {
        match self {
            Self::Nl => &words.nl,
            Self::En => &words.en,
        }
    }

    fn pick<'t>(self, nl: &'t str, en: &'t str) -> &'t str {
        match self {
            Self::Nl => nl,
            Self::En => en,
        }
    }
}

/// Checks a download; 0 if it is whole and 1 if it is not.
pub(super) fn run(asked: &Verify, json: bool) -> Result<ExitCode> {
    let zip = read(&asked.file)?;
    let named = |paths: &[PathBuf]| paths.iter().map(|path| Ok((name(path), read(path)?))).collect::<Result<Vec<_>>>();
    let also = Asked { key: asked.key.clone(), heads: named(&asked.heads)?, receipts: named(&asked.receipts)? };
    let report = verify(&zip, &also);
    let whole = report.is_whole();
    if json {
        let all = json!({
            "whole": whole, "recounted": report.is_recounted(), "about": report.about, "summary": report.summary(),
            "findings": report.findings,
        });
        super::tally::say(&format!("{all}\n"))?;
    } else {
        super::tally::say(&told(&report, asked.lang.unwrap_or_else(Lang::of_terminal)))?;
    }
    Ok(if whole { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("{} cannot be read", path.display()))
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// The report for people. What a stranger's file says about itself goes to the terminal without signs that do something
/// there.
fn told(report: &Report, lang: Lang) -> String {
    let mut text = String::new();
    if let Some(about) = &report.about {
        let made = lang.pick("gemaakt op", "made on");
        let key = lang.pick("sleutel", "key");
        for line in [
            format!("{} · {}", about.organisation, about.title),
            format!("{}, {made} {}", about.round, about.made),
            format!("{key} {}", about.fingerprint),
        ] {
            wrap(&mut text, &line, "");
        }
        text.push('\n');
    }
    for finding in &report.findings {
        let mark = match finding.verdict {
            Verdict::Holds => lang.pick("goed ", "right"),
            Verdict::Fails => lang.pick("FOUT ", "WRONG"),
            Verdict::NotChecked => "  –  ",
        };
        text.push_str(&format!("{mark}  {}\n", lang.of(&finding.title)));
        wrap(&mut text, lang.of(&finding.found), INDENT);
    }
    text.push('\n');
    wrap(&mut text, lang.of(&report.summary()), "");
    text
}

/// Adds a text in lines that fit; a word that is longer than a line stands by itself.
fn wrap(to: &mut String, text: &str, indent: &str) {
    let clean: String = text.chars().map(|sign| if sign.is_control() { '\u{FFFD}' } else { sign }).collect();
    let mut line = String::new();
    for word in clean.split(' ').filter(|word| !word.is_empty()) {
        let long = line.chars().count() + word.chars().count() + indent.len() >= WIDTH;
        if !line.is_empty() && long {
            to.push_str(&format!("{indent}{line}\n"));
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    to.push_str(&format!("{indent}{line}\n"));
}
