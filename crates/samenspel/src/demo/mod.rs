//! The demonstration: "Gemeente Voorbeeldstad" with a vote that is running, one that is over and a project that collects
//! plans, made by the services that people use. Time is turned back for what is past: the vote that is over is opened,
//! handed in, closed and counted in order, and each plan comes in on its day.

pub mod content;
pub mod forms;
mod ideas;
pub mod seed;
mod vote;

use crate::program::{Ground, Program, migrations};
use crate::progress::Progress;
use crate::serve;
use crate::settings::Settings;
use anyhow::{Context, Result};
use civic::Actor;
use civic::permission::Role;
use civic::service::{
    NewOrganisation, OrganisationTexts, OrganisationWords, save_picture, sign_in, update_organisation,
};
use platform::clock::{Clock, local};
use platform::i18n::Lang;
use std::net::SocketAddr;
use std::time::Duration;

/// Host names of the demo's organisation.
const HOSTS: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];
/// Where the printed codes are kept, for who stops and starts the demo again.
const CODES_FILE: &str = "demo-codes.txt";
/// The same for the votes of every form.
const FORMS_FILE: &str = "demo-forms.json";

/// What the demo prints: twenty codes for the running vote, and the votes of every form with theirs.
#[derive(Debug, Default)]
struct Made {
    codes: Vec<String>,
    forms: Vec<forms::Printed>,
}

/// Makes the town unless it is there, and serves it.
///
/// # Errors
/// When a service refuses or the address is taken.
pub async fn run(settings: &Settings, json: bool) -> Result<()> {
    let made = make(settings).await.context("making the demonstration town")?;
    let program = serve::start(settings).await?;
    let organisation = program.app.organisation(HOSTS[0], None).await?.context("the town")?;
    let link =
        sign_in::make_admin_link(&program.app, organisation.id, Role::Operator, Duration::from_secs(24 * 3600)).await?;
    let link = crate::cli::link_address(settings, HOSTS[0], &link);
    serve::run(program, settings.listen, |address| announce(address, &link, &made, json)).await
}

/// Makes the town and tells the ids of its two rounds.
///
/// # Errors
/// When a service refuses.
pub async fn make_only(settings: &Settings, json: bool) -> Result<()> {
    let Made { codes, forms } = make(settings).await.context("making the demonstration town")?;
    let program = serve::start(settings).await?;
    let organisation = program.app.organisation(HOSTS[0], None).await?.context("the town")?;
    let actor = Actor::system(organisation.id);
    let mut rounds = Vec::new();
    for slug in ["west-begroot", "west-begroot-2021"] {
        let id = organisation.id;
        let read = program.app.db.read(move |reader| civic::store::project_by_slug(reader, id, slug, Lang::Nl));
        let project = read.await?.context("a project of the demo")?;
        let found = voting::service::round::rounds(&program.voting, &actor, project.id).await?;
        rounds.push(found.first().context("a round of the demo")?.round.uuid);
    }
    if json {
        let body = serde_json::json!({
            "running_round": rounds.first(), "decided_round": rounds.get(1), "codes": codes, "forms": forms,
        });
        println!("{body}");
    } else {
        println!("Made Gemeente Voorbeeldstad in {}.", settings.data.display());
    }
    Ok(())
}

fn announce(address: SocketAddr, link: &str, made: &Made, json: bool) {
    let site = format!("http://localhost:{}", address.port());
    let link = link.replacen(":0/", &format!(":{}/", address.port()), 1);
    if json {
        let body = serde_json::json!({
            "site": format!("{site}/"),
            "vote": format!("{site}/west-begroot/stemmen"),
            "handIn": format!("{site}/ideeen-voor-west/plan-insturen"),
            "outcome": format!("{site}/west-begroot-2021/uitslag"),
            "english": format!("{site}/en"),
            "staff": link,
            "codes": made.codes,
            "forms": made.forms,
        });
        println!("{body}");
        return;
    }
    println!("\nGemeente Voorbeeldstad is open:\n");
    println!("  the site            {site}/");
    println!("  the vote, running   {site}/west-begroot/stemmen");
    println!("  handing in a plan   {site}/ideeen-voor-west/plan-insturen");
    println!("  the vote of 2021    {site}/west-begroot-2021/uitslag");
    println!("  in English          {site}/en");
    println!("  staff, first time   {link}");
    println!("\nTwenty voting codes:\n");
    for row in made.codes.chunks(2) {
        println!("  {}", row.join("    "));
    }
    println!("\nA vote of every form, each with codes of its own ({site}/wijkagenda):");
    for form in &made.forms {
        println!("\n  {}\n  {site}{}", form.title, form.path);
        for (area, codes) in &form.codes {
            let area = if area.is_empty() { String::new() } else { format!("{area}: ") };
            println!("    {area}{}", codes.join("  "));
        }
    }
    println!("\nStop with Ctrl-C.");
}

/// Makes the town and answers its voting codes; those of the first time, if it is there already.
async fn make(settings: &Settings) -> Result<Made> {
    let kept = settings.data.join(CODES_FILE);
    let now = Clock::system().now();
    let clock = Clock::fixed(now);
    let ground = Ground { clock: clock.clone(), ..Ground::from_settings(settings)? };
    ground.db.migrate(migrations(), now).await.context("the migrations")?;
    let program = Program::build(ground)?;
    if program.app.organisation(HOSTS[0], None).await?.is_some() {
        let text = std::fs::read_to_string(&kept).with_context(|| format!("{} of the first time", kept.display()))?;
        return Ok(Made { codes: text.lines().map(str::to_owned).collect(), forms: printed_forms(settings)? });
    }
    let progress = Progress::of("Making Gemeente Voorbeeldstad", None);
    let site = content::site()?;
    let actor = town(&program, &site).await?;
    let election = content::election()?;
    let [running, over, collecting, forms] = site.project.as_slice() else {
        anyhow::bail!("site.toml has to have four projects");
    };
    let today = local(now).date();
    let pictures = seed::pictures(&program, &actor).await?;
    // What is done for a project is logged when it would have been: before its first phase.
    clock.set(seed::before(over, today)?);
    let project = seed::project(&program, &actor, over, today).await?;
    seed::plans(&program, &actor, &project, &election, &pictures).await?;
    drop(progress);
    vote::over(&program, &clock, &actor, (&project, over), &election).await?;
    clock.set(now);
    let forms = forms::make(&program, &clock, &actor, forms, today, &pictures).await?;
    let kept_forms = settings.data.join(FORMS_FILE);
    std::fs::write(&kept_forms, serde_json::to_string_pretty(&forms)?)
        .with_context(|| format!("cannot write {}", kept_forms.display()))?;
    clock.set(seed::before(running, today)?);
    let project = seed::project(&program, &actor, running, today).await?;
    seed::plans(&program, &actor, &project, &election, &pictures).await?;
    clock.set(seed::before(collecting, today)?);
    ideas::make(&program, &clock, &actor, collecting, today).await?;
    clock.set(now);
    let codes = vote::running(&program, &clock, &actor, (&project, running), today).await?;
    std::fs::write(&kept, codes.join("\n")).with_context(|| format!("cannot write {}", kept.display()))?;
    Ok(Made { codes, forms })
}

/// The votes of every form as they were printed the first time; none in a town that was made before there were any.
fn printed_forms(settings: &Settings) -> Result<Vec<forms::Printed>> {
    match std::fs::read_to_string(settings.data.join(FORMS_FILE)) {
        Ok(text) => serde_json::from_str(&text).with_context(|| format!("{FORMS_FILE} of the first time")),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error).with_context(|| format!("{FORMS_FILE} of the first time")),
    }
}

async fn town(program: &Program, site: &content::Site) -> Result<Actor> {
    let from = &site.organisation;
    let mut texts = OrganisationTexts {
        name: from.name.clone(),
        tagline: from.sentence.nl.clone(),
        formal: false,
        contact_email: from.email.clone(),
        contact_text: from.contact.nl.clone(),
        picture: None,
    };
    let new = NewOrganisation {
        slug: from.slug.clone(),
        hosts: HOSTS.map(str::to_owned).to_vec(),
        default_lang: Lang::Nl,
        languages: Lang::ALL.to_vec(),
        texts: texts.clone(),
    };
    let actor = Actor::system(seed::organisation(program, new).await?);
    let app = &program.app;
    texts.picture = Some(save_picture(app, &actor, None, content::picture(&from.picture)?.into()).await?);
    let words = OrganisationWords { tagline: from.sentence.en.clone(), contact_text: from.contact.en.clone() };
    update_organisation(app, &actor, None, texts, vec![(Lang::En, words)]).await?;
    seed::legal_pages(program, &actor, &site.legal).await?;
    let codes = proposals::service::postcodes::read(&content::postcodes()?).context("postcodes.csv")?;
    proposals::service::postcodes::import(app, &actor, codes).await?;
    Ok(actor)
}
