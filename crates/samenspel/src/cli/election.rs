//! `pabulib import` and `pabulib export`.

use crate::demo::seed;
use crate::program::Program;
use crate::progress::Progress;
use crate::serve;
use crate::settings::Settings;
use anyhow::{Context, Result, bail};
use civic::Actor;
use civic::model::{Project, ProjectState};
use civic::service::{self, NewOrganisation, NewProject, OrganisationTexts, ProjectTexts};
use clap::Subcommand;
use jiff::SignedDuration;
use platform::i18n::Lang;
use platform::money::Cents;
use proposals::model::{LONGEST_TITLE, PlanInput, PlanTexts};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicU64;
use tally::pabulib::Reading;
use tally::{Election, Rule, TieBreak};
use uuid::Uuid;
use voting::model::NewRound;
use voting::rules::{Limits, RoundRules};
use voting::service::{candidates, export, import as imports, round};

#[derive(Subcommand)]
pub(super) enum Pabulib {
    /// Make plans, a round and its voting codes from an election file; ballots are not taken over
    ///
    /// Example:  samenspel pabulib import west-begroot-2021.pb --project west --codes codes.txt --open
    #[command(verbatim_doc_comment)]
    Import(Import),
    /// Write the ballots and plans of a sealed, published round as an election file
    ///
    /// Example:  samenspel pabulib export 018f3c1e-… > uitslag.pb
    #[command(verbatim_doc_comment)]
    Export {
        /// The round's id
        round: Uuid,
        /// Host name of the organisation
        #[arg(long, default_value = "localhost")]
        host: String,
    },
}

#[derive(clap::Args)]
pub(super) struct Import {
    /// The election file (.pb)
    file: PathBuf,
    /// Address of the project; made if it is not there
    #[arg(long)]
    project: Option<String>,
    /// Host name of the organisation; made if it is not there
    #[arg(long, default_value = "localhost")]
    host: String,
    /// How ballots become winners; limits of a ballot come from the file, ties break by id
    #[arg(long, default_value = "greedy_votes")]
    rule: String,
    /// Only the plans, no round
    #[arg(long)]
    plans_only: bool,
    /// Open the round at once
    #[arg(long)]
    open: bool,
    /// Close the round this many seconds from now
    #[arg(long, default_value_t = 30 * 24 * 3600)]
    closes_in: i64,
    /// Write one voting code per ballot of the file to this new file
    #[arg(long, value_name = "FILE")]
    codes: Option<PathBuf>,
}

fn read(file: &Path, quiet: bool) -> Result<Election> {
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    parse(file, &text, quiet)
}

/// Reads the text of an election file; warnings go to standard error.
pub(super) fn parse(file: &Path, text: &str, quiet: bool) -> Result<Election> {
    let Reading { election, warnings } =
        tally::pabulib::read(text).with_context(|| format!("{} is not an election file", file.display()))?;
    for warning in warnings.iter().take(if quiet { 0 } else { 20 }) {
        eprintln!("warning: {warning}");
    }
    if !quiet && warnings.len() > 20 {
        eprintln!("and {} warnings more", warnings.len() - 20);
    }
    Ok(election)
}

pub(super) fn rule(name: &str) -> Result<Rule> {
    let rule = Rule::by_name(name);
    rule.with_context(|| format!("there is no rule {name}; there are {}", Rule::NAMES.join(", ")))
}

pub(super) async fn pabulib(command: Pabulib, settings: &Settings, json: bool) -> Result<()> {
    let program = serve::start(settings).await?;
    match command {
        Pabulib::Import(asked) => import(&program, &asked, json).await,
        Pabulib::Export { round: id, host } => {
            let organisation = program.app.organisation(&host, None).await?.context("no organisation at this host")?;
            let actor = Actor::system(organisation.id);
            let view = round::round_view(&program.voting, &actor, None, id).await?;
            let progress = Progress::of("exporting ballots", None);
            let text = export::export_pabulib(&program.voting, &actor, &view).await?;
            drop(progress);
            print!("{text}");
            Ok(())
        }
    }
}

async fn import(program: &Program, asked: &Import, json: bool) -> Result<()> {
    let election = read(&asked.file, json)?;
    let rule = rule(&asked.rule)?.with_tie_break(TieBreak::Id);
    if asked.codes.as_ref().is_some_and(|file| file.exists()) {
        bail!("the file for the codes exists already");
    }
    let (form, points) = voting::service::import::form(&election)?;
    let title = election.meta().get("description").unwrap_or("Stemming").to_owned();
    let actor = organisation(program, asked, &election).await?;
    let project = project(program, &actor, asked, &title, &election).await?;
    let progress = Progress::of("importing plans", Some(election.candidates().len() as u64));
    let plans = plans(program, &actor, &project, &election, &progress.counter()).await?;
    drop(progress);
    if asked.plans_only {
        let done = json!({ "project": project.uuid, "plans": plans.len() });
        println!("{}", if json { done.to_string() } else { format!("{} plans in /{}", plans.len(), project.slug) });
        return Ok(());
    }
    let voting = &program.voting;
    let now = program.app.clock.now();
    let new = NewRound {
        title,
        titles: std::collections::BTreeMap::new(),
        rules: RoundRules { limits: limits(&election)?, rule, form, points, ..RoundRules::default() },
        budget: seed::cents(election.meta().budget())?,
        opens_at: now,
        closes_at: now + SignedDuration::from_secs(asked.closes_in),
        phase: None,
    };
    let id = round::create(voting, &actor, project.id, new).await?;
    candidates::choose_plans(voting, &actor, id, plans).await?;
    let made = make_codes(program, &actor, id, &election, asked).await?;
    if asked.open {
        round::open(voting, &actor, id).await?;
    }
    let done = json!({ "project": project.uuid, "slug": project.slug, "round": id, "codes": made });
    println!(
        "{}",
        if json { done.to_string() } else { format!("round {id} in /{}, {made} voting codes", project.slug) }
    );
    Ok(())
}

/// The limits of a ballot, from META only.
fn limits(election: &Election) -> Result<Limits> {
    let of_file = election.meta().limits();
    let cents = |amount: Option<tally::Amount>| amount.as_ref().map(seed::cents).transpose();
    Ok(Limits {
        min_plans: of_file.min_length.and_then(|n| u32::try_from(n).ok()).unwrap_or(1),
        max_plans: of_file.max_length.and_then(|n| u32::try_from(n).ok()),
        min_sum: cents(of_file.min_sum_cost)?.unwrap_or(Cents::ZERO),
        max_sum: cents(of_file.max_sum_cost)?,
    })
}

async fn organisation(program: &Program, asked: &Import, election: &Election) -> Result<Actor> {
    let host = asked.host.to_lowercase();
    if let Some(known) = program.app.organisation(&host, None).await? {
        return Ok(Actor::system(known.id));
    }
    let name = election.meta().get("unit").unwrap_or("Gemeente").to_owned();
    let texts = OrganisationTexts {
        name: name.clone(),
        contact_email: "info@example.org".into(),
        ..OrganisationTexts::default()
    };
    let slug = platform::ids::slug(&name, "gemeente");
    let new = NewOrganisation { slug, hosts: vec![host], default_lang: Lang::Nl, languages: Lang::ALL.to_vec(), texts };
    Ok(Actor::system(seed::organisation(program, new).await?))
}

async fn project(
    program: &Program,
    actor: &Actor,
    asked: &Import,
    title: &str,
    election: &Election,
) -> Result<Project> {
    let app = &program.app;
    let slug = asked.project.clone().unwrap_or_else(|| platform::ids::slug(title, "stemming"));
    let (organisation, wanted) = (actor.organisation, slug.clone());
    let found =
        app.db.read(move |reader| civic::store::project_by_slug(reader, organisation, &wanted, Lang::Nl)).await?;
    if let Some(project) = found {
        return Ok(project);
    }
    let unit = election.meta().get("unit").unwrap_or_default();
    let summary = format!("{} {}", title, unit).trim().to_owned();
    let texts = ProjectTexts { title: title.chars().take(120).collect(), summary, ..ProjectTexts::default() };
    let project = service::create_project(app, actor, NewProject { slug: Some(slug), texts }).await?;
    seed::project_pages(program, actor, &project).await?;
    service::set_project_state(app, actor, &project, ProjectState::Published).await?;
    Ok(project)
}

async fn plans(
    program: &Program,
    actor: &Actor,
    project: &Project,
    election: &Election,
    done: &AtomicU64,
) -> Result<Vec<Uuid>> {
    let tags = seed::themes(program, actor, project, election).await?;
    let inputs = election
        .candidates()
        .iter()
        .map(|candidate| {
            let name = if candidate.name.is_empty() { &candidate.id } else { &candidate.name };
            Ok(PlanInput {
                texts: PlanTexts { title: name.chars().take(LONGEST_TITLE).collect(), ..PlanTexts::default() },
                cost: Some(seed::cents(&candidate.cost)?),
                external_id: Some(candidate.id.clone()),
                tags: candidate.categories.iter().filter_map(|theme| tags.get(theme).copied()).collect(),
                published: true,
                ..PlanInput::default()
            })
        })
        .collect::<Result<Vec<_>>>()?;
    let written = proposals::service::import_plans_counted(&program.app, actor, project, inputs, done).await?;
    Ok(written.into_iter().map(|plan| plan.uuid).collect())
}

async fn make_codes(program: &Program, actor: &Actor, id: Uuid, election: &Election, asked: &Import) -> Result<usize> {
    let (Some(file), count) = (&asked.codes, election.ballots().len()) else { return Ok(0) };
    if count == 0 {
        return Ok(0);
    }
    let progress = Progress::of("making voting codes", Some(count as u64));
    let made = imports::make_codes_counted(&program.voting, actor, id, count, &progress.counter()).await?;
    std::fs::write(file, made.join("\n")).with_context(|| format!("cannot write {}", file.display()))?;
    Ok(made.len())
}
