//! The rules of the game in sentences, made from the rules themselves, with their version and every change to them.

use super::facts::read_one;
use civic::Visitor;
use civic::block::{BlockContext, BlockKind, Rendering};
use civic::feature::RuleTeller;
use civic::model::{Influence, Rules};
use civic::ui::notice::{arrow_link, fold, section};
use maud::html;
use platform::error::{Common, Error};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The kind. It has no settings: what it shows is the project's.
pub(super) struct RulesOfTheGame {
    /// What the other features have to tell.
    pub tellers: Vec<Arc<dyn RuleTeller>>,
}

impl BlockKind for RulesOfTheGame {
    fn name(&self) -> &'static str {
        "rules"
    }

    fn render<'a>(&'a self, context: &'a BlockContext<'a>, _: &'a Value) -> Rendering<'a> {
        Box::pin(async move {
            let project = context.project.ok_or(Error::from(Common::NotFound))?;
            let facts = read_one(context.app, context.visitor, project).await?;
            let t = &context.visitor.t;
            let mut groups = Vec::new();
            for teller in &self.tellers {
                groups.extend(teller.groups(context.visitor, project.id).await?);
            }
            if facts.version == 0 {
                return Ok(html! {}.into());
            }
            let log = context.visitor.link(&format!("/{}/log", project.slug));
            let version = t.with("rules-version", &[("version", facts.version.into())]);
            let body = html! {
                ol class="rules" { @for sentence in sentences(context.visitor, &facts.rules) { li { (sentence) } } }
                @for group in &groups {
                    (fold(&group.id, &group.title, html! {
                        ol class="rules" { @for sentence in &group.sentences { li { (sentence) } } }
                        (group.after)
                    }))
                }
                p class="soft" { (version) }
                p { (arrow_link(&log, &t.text("rules-log"))) }
                @if facts.version > 1 { p { (arrow_link(&format!("{log}/rules"), &t.text("rules-versions"))) } }
            };
            let title = t.text("rules-title");
            Ok(if context.bare {
                html! {
                    section aria-labelledby="regels" { div class="section__head" { h2 id="regels" { (title) } } (body) }
                }
            } else {
                section("regels", &title, None, true, body)
            }
            .into())
        })
    }
}

/// The rules as sentences for residents: eight at most.
pub(crate) fn sentences(visitor: &Visitor, rules: &Rules) -> Vec<String> {
    let t = &visitor.t;
    let own = |words: &BTreeMap<String, String>| {
        let of = |code: &str| words.get(code).filter(|text| !text.trim().is_empty()).cloned();
        of(visitor.lang.code()).or_else(|| of(visitor.organisation.default_lang.code()))
    };
    let authority = own(&rules.authority);
    let who = match (rules.minimum_age, rules.residents_only) {
        (Some(age), true) => t.with("rules-who-age-residents", &[("age", i64::from(age).into())]),
        (Some(age), false) => t.with("rules-who-age", &[("age", i64::from(age).into())]),
        (None, true) => t.text("rules-who-residents").into_owned(),
        (None, false) => t.text("rules-who-all").into_owned(),
    };
    let influence = match (rules.influence, &authority) {
        (Influence::Inform, _) => t.text("rules-inform").into_owned(),
        (Influence::Advise, Some(who)) => t.with("rules-advise-by", &[("who", who.as_str().into())]),
        (Influence::Advise, None) => t.text("rules-advise").into_owned(),
        (Influence::CoProduce, _) => t.text("rules-co-produce").into_owned(),
        (Influence::CoDecide, Some(who)) => t.with("rules-co-decide-by", &[("who", who.as_str().into())]),
        (Influence::CoDecide, None) => t.text("rules-co-decide").into_owned(),
    };
    let budget = rules.budget.map(|budget| t.with("rules-budget", &[("budget", budget.into())]));
    let answer = rules.answer_weeks.map(|weeks| {
        let number = i64::from(weeks);
        t.with("rules-answer", &[("weeks", number.into()), ("words", t.words(number).into())])
    });
    [own(&rules.decides), own(&rules.not_decided), Some(who), budget, Some(influence), answer]
        .into_iter()
        .flatten()
        .collect()
}
