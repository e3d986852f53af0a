//! The rules of a round as sentences: what staff read before they save, and residents before they vote.

use super::ballot_words::ballot_words;
use super::words::{Equal, rule_words};
use crate::Voting;
use crate::model::{RoundView, Stage};
use crate::rules::{BallotsPublic, CountsPublic, Order, RoundRules};
use crate::service;
use civic::actor::Actor;
use civic::context::Visitor;
use civic::feature::{RuleGroup, RuleGroups, RuleTeller};
use civic::ids::ProjectId;
use civic::ui::notice::fold;
use jiff::Timestamp;
use maud::{Markup, html};
use platform::i18n::{Lang, T};
use platform::money::Cents;
use tally::TieBreak;

/// What the sentences are made of; a form that is not saved has no round yet.
pub(crate) struct Told<'a> {
    pub(crate) view: Option<&'a RoundView>,
    pub(crate) rules: &'a RoundRules,
    pub(crate) budget: Cents,
    pub(crate) opens_at: Timestamp,
    pub(crate) closes_at: Timestamp,
}

impl<'a> Told<'a> {
    /// Those of a round.
    pub(crate) fn of(view: &'a RoundView) -> Self {
        let round = &view.round;
        Told {
            view: Some(view),
            rules: &round.rules,
            budget: round.budget,
            opens_at: round.opens_at,
            closes_at: round.closes_at,
        }
    }
}

/// All rules as residents read them, a sentence each.
pub(crate) fn sentences(t: &T, told: &Told<'_>) -> Vec<String> {
    let electorate = told.rules.electorate;
    let who = match (electorate.codes, electorate.email) {
        (true, true) => "vote-says-who-both",
        (false, true) => "vote-says-who-email",
        _ => "vote-says-who-codes",
    };
    let mut all = vec![
        t.with("vote-says-window", &[("from", told.opens_at.into()), ("until", told.closes_at.into())]),
        t.text(who).into_owned(),
    ];
    all.extend(counting(t, told));
    all
}

/// What a ballot may hold, how it is counted, and who sees what when: what one knows before choosing.
pub(crate) fn counting(t: &T, told: &Told<'_>) -> Vec<String> {
    let rules = told.rules;
    let plain = |key: &str| t.text(key).into_owned();
    let mut all = vec![ballot_words(t, rules, told.view)];
    all.push(plain(if rules.change_until_closing { "vote-says-change" } else { "vote-says-no-change" }));
    all.push(t.with("vote-says-money", &[("budget", told.budget.into())]));
    all.extend(rule_words(t, rules, told.view));
    all.push(plain(match rules.order {
        Order::Random => "vote-says-random",
        Order::Number => "vote-says-by-number",
    }));
    if rules.review_days > 0 {
        let days = i64::from(rules.review_days);
        all.push(t.with("vote-says-review", &[("n", days.into()), ("words", t.words(days).into())]));
    }
    if rules.compare {
        all.push(plain("vote-says-compare"));
    }
    all.push(plain(match rules.ballots_public {
        BallotsPublic::Everybody => "vote-form-says-public",
        BallotsPublic::Auditors => "vote-form-says-auditors",
    }));
    all.push(plain(match rules.counts_public {
        CountsPublic::Provisional => "vote-says-counts-provisional",
        CountsPublic::Decision => "vote-says-counts-decision",
    }));
    all
}

/// The sentences as a numbered list.
pub(crate) fn sentence_list(sentences: &[String]) -> Markup {
    html! { ol class="rules" { @for sentence in sentences { li { (sentence) } } } }
}

/// "Zo tellen we": folded, because one can vote without reading it.
pub(super) fn how_we_count(t: &T, lang: Lang, view: &RoundView) -> Markup {
    let body = html! { (sentence_list(&counting(t, &Told::of(view)))) (tie_order(t, lang, view)) };
    fold("zo-tellen", &t.text("vote-counting"), body)
}

/// The order for equal votes, where it is neither that of the numbers nor that of the ids.
pub(super) fn tie_order(t: &T, lang: Lang, view: &RoundView) -> Markup {
    let order = tied_order(lang, view);
    html! {
        @if !order.is_empty() {
            p { strong { (t.text("vote-tie-order")) } }
            ol { @for plan in order { li { (plan) } } }
        }
    }
}

fn tied_order(lang: Lang, view: &RoundView) -> Vec<String> {
    let tie_break = view.round.rules.rule.tie_break();
    let (Equal::Order, TieBreak::Order { ids }) = (Equal::of(tie_break, Some(view)), tie_break) else {
        return Vec::new();
    };
    let found = ids.iter().filter_map(|id| view.candidates.iter().find(|candidate| candidate.tally_id() == *id));
    found.map(|candidate| candidate.title(lang).to_owned()).collect()
}

/// What votes tell in the block with the rules of a project.
pub(super) struct VotingRules(pub(super) Voting);

impl RuleTeller for VotingRules {
    fn groups<'a>(&'a self, visitor: &'a Visitor, project: ProjectId) -> RuleGroups<'a> {
        Box::pin(async move {
            let (t, now) = (&visitor.t, self.0.app.clock.now());
            // What nobody in particular may see: the page is everybody's, so it tells of no draft.
            let actor = Actor::anonymous(visitor.organisation.id);
            let rounds = service::round::rounds(&self.0, &actor, project).await?;
            let current = rounds.iter().filter(|view| view.round.stage(now) != Stage::Final);
            let one = rounds.len() == 1;
            let group = |view: &std::sync::Arc<RoundView>| {
                let title = [("title", view.round.title(visitor.lang).into())];
                RuleGroup {
                    id: format!("zo-tellen-{}", view.round.uuid),
                    title: if one { t.text("vote-counting").into_owned() } else { t.with("vote-counting-of", &title) },
                    sentences: sentences(t, &Told::of(view)),
                    after: tie_order(t, visitor.lang, view),
                }
            };
            Ok(current.map(group).collect())
        })
    }
}
