//! The command line.

mod archive;
mod doctor;
mod election;
mod keys;
mod postcodes;
mod tally;
mod verify;

use crate::settings::{Options, Settings};
use crate::{demo, program, serve};
use anyhow::{Context, Result};
use civic::permission::Role;
use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

/// Samenspel: residents hand in plans, divide a budget by vote, and see that promises are kept.
///
/// Try it:  samenspel demo
#[derive(Parser)]
#[command(name = "samenspel", version, about, long_about)]
struct Cli {
    #[command(flatten)]
    options: Options,

    /// Print results as JSON, nothing else on standard output
    #[arg(long, global = true)]
    json: bool,

    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the site
    ///
    /// Example:  samenspel serve --data /var/lib/samenspel --listen 127.0.0.1:8080 --https
    #[command(verbatim_doc_comment)]
    Serve,
    /// Make the demonstration town "Gemeente Voorbeeldstad" and serve it
    ///
    /// Example:  samenspel demo
    ///           samenspel demo --data /tmp/voorbeeldstad --listen 127.0.0.1:9000
    #[command(verbatim_doc_comment)]
    Demo {
        /// Make the town and stop
        #[arg(long)]
        make_only: bool,
    },
    /// Bring the database up to date (serve does this too)
    ///
    /// Example:  samenspel migrate --data /var/lib/samenspel
    #[command(verbatim_doc_comment)]
    Migrate,
    /// Print a one-time link for the first operator; makes the first organisation if there is none
    ///
    /// Example:  samenspel admin-link --host meedoen.voorbeeldstad.nl --name "Gemeente Voorbeeldstad"
    #[command(verbatim_doc_comment)]
    AdminLink(AdminLink),
    /// Elections in the Pabulib format
    ///
    /// Example:  samenspel pabulib import west-begroot-2021.pb --project west
    #[command(subcommand, verbatim_doc_comment)]
    Pabulib(election::Pabulib),
    /// Count an election file by one or more rules
    ///
    /// Example:  samenspel tally west-begroot-2021.pb --rule greedy_votes_noskip
    ///           samenspel tally west-begroot-2021.pb --compare
    ///
    /// Ends with 0 when done, 1 when --check found something else, 2 when the file is no election, 3 when a rule does not
    /// fit its ballots.
    #[command(verbatim_doc_comment)]
    Tally(tally::Tally),
    /// Check the download of a vote, recount it, and say in plain words what holds; needs no database and no network
    ///
    /// Example:  samenspel verify stemming.zip
    ///           samenspel verify stemming.zip --key 3f1c…e2 --head saved-on-1-march.txt
    ///           samenspel verify stemming.zip --receipt my-receipt.json --lang nl
    ///
    /// Checks that the file is whole and signed; that rules and plans are those of the opening; that the log was only ever
    /// added to and still fits the heads that others saved; that each ballot of the log is counted, or was replaced or
    /// declared void in the log; that ballots and entitlements agree in number; that each ballot keeps to the rules; and
    /// counts the ballots again. Of a receipt it says whether the promise is genuine and what became of the ballot.
    ///
    /// Anybody can make a download that is whole in itself, with a key of their own. Compare the fingerprint with the one
    /// that the municipality publishes (--key), or use a head that you saved during the vote (--head).
    ///
    /// Ends with 0 when nothing is wrong, and with 1 when something is, or when the file is no such download.
    #[command(verbatim_doc_comment)]
    Verify(verify::Verify),
    /// Post codes with their middles, by which residents find plans near them
    ///
    /// Example:  samenspel postcodes import pc4.csv
    #[command(subcommand, verbatim_doc_comment)]
    Postcodes(postcodes::Postcodes),
    /// Keys that sign promises to voters, heads of logs and downloads
    ///
    /// Example:  samenspel keys renew --host meedoen.voorbeeldstad.nl
    #[command(subcommand, verbatim_doc_comment)]
    Keys(keys::Keys),
    /// Save database and files in one archive, while the program runs
    ///
    /// Example:  samenspel backup --data /var/lib/samenspel samenspel-2027-03-01.tar
    #[command(verbatim_doc_comment)]
    Backup {
        /// The archive to write
        archive: PathBuf,
    },
    /// Restore an archive into a new, empty data folder or database (SQLite or PostgreSQL, whichever it came from)
    ///
    /// Example:  samenspel restore --data /var/lib/samenspel-new samenspel-2027-03-01.tar
    #[command(verbatim_doc_comment)]
    Restore {
        /// The archive to read
        archive: PathBuf,
    },
    /// Look for what is wrong: database, log, files, free space, secret, jobs, clock, open rounds, backups to remove
    ///
    /// Example:  samenspel doctor --data /var/lib/samenspel
    #[command(verbatim_doc_comment)]
    Doctor,
}

#[derive(clap::Args)]
struct AdminLink {
    /// Host name of the organisation
    #[arg(long, default_value = "localhost")]
    host: String,
    /// Name of the organisation, when it is to be made
    #[arg(long, default_value = "Mijn gemeente")]
    name: String,
    /// Its language, when it is to be made
    #[arg(long, default_value = "nl", value_parser = ["nl", "en"])]
    lang: String,
}

/// Runs the program.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = cli.options.resolve().and_then(|settings| {
        begin_log(&settings);
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().context("the runtime")?;
        runtime.block_on(run(cli.command, settings, cli.json))
    });
    match done {
        Ok(code) => code,
        Err(error) => {
            eprintln!("samenspel: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn begin_log(settings: &Settings) {
    let filter = tracing_subscriber::EnvFilter::try_new(&settings.log)
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info"));
    // A line that cannot be written is left out. The crate would tell so on standard error, with a macro that panics when that
    // cannot be written either: on a full disk the thread that writes the database would end with it.
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).log_internal_errors(false);
    if settings.log_json { log.json().init() } else { log.compact().with_target(false).init() }
}

async fn run(command: Command, settings: Settings, json: bool) -> Result<ExitCode> {
    match command {
        Command::Serve => {
            let program = serve::start(&settings).await?;
            serve::run(program, settings.listen, |address| println!("Samenspel: http://{address}")).await?;
        }
        Command::Demo { make_only: true } => demo::make_only(&settings, json).await?,
        Command::Demo { make_only: false } => demo::run(&settings, json).await?,
        Command::Migrate => migrate(&settings, json).await?,
        Command::AdminLink(link) => admin_link(&settings, link, json).await?,
        Command::Pabulib(command) => election::pabulib(command, &settings, json).await?,
        Command::Tally(asked) => return tally::run(&asked, json),
        Command::Verify(asked) => return verify::run(&asked, json),
        Command::Postcodes(command) => postcodes::run(command, &settings, json).await?,
        Command::Keys(command) => keys::run(command, &settings, json).await?,
        Command::Backup { archive } => archive::backup(&settings, &archive, json).await?,
        Command::Restore { archive } => archive::restore(&settings, &archive, json).await?,
        Command::Doctor => return doctor::run(&settings, json).await,
    }
    Ok(ExitCode::SUCCESS)
}

async fn migrate(settings: &Settings, json: bool) -> Result<()> {
    let ground = program::Ground::from_settings(settings)?;
    let ran = ground.db.migrate(program::migrations(), ground.clock.now()).await.context("the migrations")?;
    if json {
        println!("{}", serde_json::json!({ "migrated": ran }));
    } else if ran.is_empty() {
        println!("The database was up to date.");
    } else {
        println!("Ran {}.", ran.join(", "));
    }
    Ok(())
}

async fn admin_link(settings: &Settings, link: AdminLink, json: bool) -> Result<()> {
    use civic::service::{NewOrganisation, OrganisationTexts, sign_in};
    let program = serve::start(settings).await?;
    let app = &program.app;
    let host = link.host.to_lowercase();
    let organisation = match app.organisation(&host, None).await.map_err(anyhow::Error::new)? {
        Some(organisation) => organisation.id,
        None => {
            let lang = platform::i18n::Lang::parse(&link.lang).unwrap_or_default();
            let languages = platform::i18n::Lang::ALL.to_vec();
            let texts = OrganisationTexts {
                name: link.name,
                contact_email: format!("info@{}", if host.contains('.') { host.as_str() } else { "example.org" }),
                ..OrganisationTexts::default()
            };
            let named = |from: &str| NewOrganisation {
                slug: platform::ids::slug(from, "organisation"),
                hosts: vec![host.clone()],
                default_lang: lang,
                languages: languages.clone(),
                texts: texts.clone(),
            };
            // Two municipalities may have one name; no two have one host.
            match demo::seed::organisation(&program, named(&texts.name)).await {
                Err(error) if is_refused(&error) => demo::seed::organisation(&program, named(&host)).await,
                done => done,
            }
            .map_err(|error| in_words(app, error))?
        }
    };
    let token = sign_in::make_admin_link(app, organisation, Role::Operator, Duration::from_secs(24 * 3600)).await?;
    let address = link_address(settings, &host, &token);
    if json {
        println!("{}", serde_json::json!({ "link": address }));
    } else {
        println!("This link works once, for 24 hours, for the first operator:\n\n  {address}\n");
    }
    Ok(())
}

fn is_refused(error: &anyhow::Error) -> bool {
    matches!(error.downcast_ref(), Some(platform::error::Error::Refused(_)))
}

/// A refusal as the sentence that somebody at a screen would read.
fn in_words(app: &civic::App, error: anyhow::Error) -> anyhow::Error {
    let Some(platform::error::Error::Refused(reasons)) = error.downcast_ref() else { return error };
    let t = app.texts.lang(platform::i18n::Lang::En);
    anyhow::anyhow!(reasons.iter().map(|reason| t.refusal(reason)).collect::<Vec<_>>().join(" "))
}

/// The address behind which a one-time link waits.
#[must_use]
pub fn link_address(settings: &Settings, host: &str, token: &str) -> String {
    match settings.https {
        true => format!("https://{host}/setup/{token}"),
        false => format!("http://{host}:{}/setup/{token}", settings.listen.port()),
    }
}
