//! What residents see of a vote: the block in which one votes, step by step, and the block with the outcome.
//!
//! [`scene`] decides which screen somebody sees; the screens are functions of a [`scene::Scene`] and nothing else, so
//! they are tested without a database. [`act`] holds the forms.

mod act;
pub mod ballot_words;
mod basket;
mod choose;
mod controls;
mod cookies;
mod firm;
mod firsts;
mod fit;
mod hand_in;
mod insight;
mod keep;
mod load;
pub(crate) mod log;
mod news;
mod notice;
mod outcome;
mod overview;
mod parts;
mod pick;
mod presentation;
mod reasons;
mod receipt;
mod recount;
mod report;
pub(crate) mod rules;
mod scene;
mod start;
mod support;
mod ties;
mod who;
mod why;
pub mod words;

use crate::Voting;
use crate::token::{DEVICE_COOKIE, VOTER_COOKIE};
use civic::block::{Audience, BlockContext, BlockKind, Control, Field, Rendered, Rendering};
use civic::context::Visitor;
use civic::feature::{News, RuleTeller};
use civic::route::{Access, Routes};
use maud::Markup;
use platform::error::Error;
use scene::{Scene, Screen, Step};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;
use uuid::Uuid;

/// The forms of the vote. All answer a whole page without script, and parts of one to our script.
#[must_use]
pub fn routes(voting: &Voting) -> Routes {
    Routes::new()
        .post("/do/vote/{round}/choose", Access::Public, voting, act::choose)
        .post("/do/vote/{round}/code", Access::Public, voting, act::code)
        .first()
        .post("/do/vote/{round}/email", Access::Public, voting, act::email)
        .post("/do/vote/{round}/email-code", Access::Public, voting, act::email_code)
        .first()
        .post("/do/vote/{round}/drafts", Access::Voter, voting, act::drafts)
        .post("/do/vote/{round}/hand-in", Access::Voter, voting, act::hand_in)
        .first()
        .post("/do/vote/{round}/change", Access::Voter, voting, act::change)
        .post("/do/vote/{round}/again", Access::Public, voting, act::again)
        .post("/do/vote/{round}/receipt", Access::Public, voting, act::receipt)
        .post("/do/vote/{round}/notice", Access::Public, voting, notice::ask)
        .get("/do/no-vote-mail", Access::Public, voting, notice::before_stop)
        .post("/do/no-vote-mail", Access::Public, voting, notice::stop)
        .get("/{project}/presentation/{round}", Access::Public, voting, presentation::page)
        .get("/vote-receipt", Access::Public, voting, receipt::page)
        .get("/vote-keys", Access::Public, voting, log::keys_page)
        .get("/vote-log/{round}", Access::Public, voting, log::page)
        .get("/vote-report/{round}", Access::Public, voting, report::page)
        .get("/vote-download/{file}", Access::Public, voting, log::zip)
}

/// The kinds of blocks: `vote` and `outcome`.
#[must_use]
pub fn blocks(voting: &Voting) -> Vec<Arc<dyn BlockKind>> {
    vec![Arc::new(VoteBlock(voting.clone())), Arc::new(outcome::OutcomeBlock(voting.clone()))]
}

/// What votes tell on the front page.
#[must_use]
pub fn news(voting: &Voting) -> Arc<dyn News> {
    Arc::new(news::VotingNews(voting.clone()))
}

/// What votes tell in the block with the rules of a project.
#[must_use]
pub fn rules_of_rounds(voting: &Voting) -> Arc<dyn RuleTeller> {
    Arc::new(rules::VotingRules(voting.clone()))
}

/// The settings of both blocks.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Settings {
    /// Which round; none for the newest of the project.
    pub(super) round: Option<Uuid>,
}

impl Settings {
    pub(super) fn read(settings: &Value) -> Result<Self, String> {
        Settings::deserialize(settings).map_err(|error| error.to_string())
    }
}

/// The block in which one votes.
struct VoteBlock(Voting);

impl BlockKind for VoteBlock {
    fn name(&self) -> &'static str {
        "vote"
    }

    fn fields(&self) -> Vec<Field> {
        vec![Field { name: "round", control: Control::Line }]
    }

    fn check(&self, settings: &Value) -> Result<(), String> {
        Settings::read(settings).map(|_| ())
    }

    fn query(&self) -> &'static [&'static str] {
        scene::QUERY_KEYS
    }

    fn seeded(&self, _: &Value, query: &BTreeMap<String, String>) -> bool {
        let is = |key: &str, value: &str| query.get(key).is_some_and(|found| found == value);
        is("step", Step::Choose.code()) && !is("order", "number") && !is("order", "cost")
    }

    fn audience(&self, visitor: &Visitor) -> Audience {
        let ours = [VOTER_COOKIE, DEVICE_COOKIE, cookies::HANDED_COOKIE, cookies::MAIL_COOKIE];
        if ours.into_iter().any(|name| visitor.cookies.get(name).is_some()) {
            return Audience::Person;
        }
        if visitor.actor.roles.any() { Audience::Roles } else { Audience::Everyone }
    }

    fn render<'a>(&'a self, context: &'a BlockContext<'a>, settings: &'a Value) -> Rendering<'a> {
        Box::pin(vote(&self.0, context, settings))
    }
}

async fn vote(voting: &Voting, context: &BlockContext<'_>, settings: &Value) -> Result<Rendered, Error> {
    let visitor = context.visitor;
    let settings = Settings::read(settings).unwrap_or_default();
    let Some((view, asked)) = load::round(voting, context, &settings).await? else {
        let back = context.project.map_or("/".into(), |project| format!("/{}", project.slug));
        return Ok(start::none(&visitor.t, &visitor.link(&back)).into());
    };
    let get = |key: &str| context.query.get(key).map_or("", String::as_str);
    let step = Step::parse(get("step"));
    let (project, place) = load::place_in(voting, context, &view, asked).await?;
    let mut scene = load::scene(voting, visitor, &view, project, place).await?;
    scene.listing = scene::Listing::read(get);
    if get("way") == "email" {
        scene.way = scene::Way::Email;
    }
    // Who goes straight to the last step without (any longer) having identified is told why they are asked.
    scene.seen.expired |= step == Step::HandIn && scene.seen.voter.is_none();
    let (title, markup) = show(&scene, scene.screen(step));
    Ok(Rendered { title: Some(title), ..Rendered::from(markup) })
}

/// A screen with its title.
fn show(s: &Scene<'_>, screen: Screen) -> (String, Markup) {
    let (title, page) = main(s, screen);
    (title, maud::html! { (page) (keep::texts(s, screen)) })
}

fn main(s: &Scene<'_>, screen: Screen) -> (String, Markup) {
    let t = s.t;
    let (title, markup) = match screen {
        Screen::NotYet => ("vote-not-yet-title", start::not_yet(s)),
        Screen::Over => ("vote-over-title", start::over(s)),
        Screen::Start => {
            return (t.with("vote-start-title", &[("project", s.project.as_str().into())]), start::start(s));
        }
        Screen::Choose => (choose::title(s), choose::page(s)),
        Screen::Overview => ("vote-overview-title", overview::page(s)),
        Screen::Blank => ("vote-blank-title", firsts::blank(s)),
        Screen::Who => (who::title(s), who::page(s)),
        Screen::Known => ("vote-known-title", who::known(s)),
        Screen::Drafts => ("vote-drafts-title", overview::drafts(s)),
        Screen::HandIn => ("vote-hand-in-title", hand_in::page(s)),
        Screen::Voted => ("vote-voted-title", hand_in::voted(s)),
        Screen::Done => ("vote-done-title", hand_in::done(s)),
    };
    (t.text(title).into_owned(), markup)
}

#[cfg(test)]
mod tests;
