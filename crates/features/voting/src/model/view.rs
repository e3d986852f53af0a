//! A round as it stands on the ballot.

use super::{Candidate, Round};
use crate::ballot::Choice;
use crate::limits::{self, Ground, Item};
use crate::refusal::Refusal;
use crate::rules::GroupOver;
use platform::i18n::Lang;
use platform::money::Cents;

/// A round with its candidates, as pages and hot commands use it: kept in memory until the project's generation rises.
#[derive(Debug, Clone, PartialEq)]
pub struct RoundView {
    /// The round.
    pub round: Round,
    /// All candidates in order of number, struck ones too.
    pub candidates: Vec<Candidate>,
    /// The generation of the project that this was read at.
    pub generation: i64,
}

impl RoundView {
    /// The candidate of a number.
    #[must_use]
    pub fn candidate(&self, number: u32) -> Option<&Candidate> {
        // Numbers are 1, 2, 3 …, so the place is known; the filter keeps this true if a number is ever missing.
        let place = usize::try_from(number).ok()?.checked_sub(1)?;
        match self.candidates.get(place) {
            Some(candidate) if candidate.number == number => Some(candidate),
            _ => self.candidates.iter().find(|candidate| candidate.number == number),
        }
    }

    /// The candidates that can be chosen.
    pub fn live(&self) -> impl Iterator<Item = &Candidate> {
        self.candidates.iter().filter(|candidate| candidate.struck.is_none())
    }

    /// The numbers of the plans that were struck.
    #[must_use]
    pub fn struck_numbers(&self) -> Vec<u32> {
        self.candidates
            .iter()
            .filter(|candidate| candidate.struck.is_some())
            .map(|candidate| candidate.number)
            .collect()
    }

    /// The candidates that a voter with this area can choose.
    pub fn open_to<'v>(&'v self, area: Option<&'v str>) -> impl Iterator<Item = &'v Candidate> {
        let held_to = self.round.rules.held_to(area);
        self.live().filter(move |candidate| held_to.is_none_or(|area| candidate.is_in(area)))
    }

    /// Checks a choice of a voter with this area against rules and candidates; answers it in the order of its text.
    ///
    /// # Errors
    /// Everything that is wrong.
    pub fn check(&self, choices: &[Choice], area: Option<&str>, lang: Lang) -> Result<Vec<Choice>, Vec<Refusal>> {
        let find = |number| {
            self.candidate(number).map(|candidate| Item {
                cost: candidate.cost(),
                title: candidate.title(lang),
                struck: candidate.struck.is_some(),
                theme: candidate.group(GroupOver::Theme),
                area: candidate.group(GroupOver::Area),
            })
        };
        limits::check(choices, Ground { rules: &self.round.rules, area }, find, |name| self.group_name(name, lang))
    }

    /// What a theme or area of the source language is called in this language.
    #[must_use]
    pub fn group_name(&self, name: &str, lang: Lang) -> String {
        let over = self.round.rules.groups.as_ref().map_or(GroupOver::Area, |groups| groups.over);
        let read = |over| {
            let of_it = |candidate: &&Candidate| candidate.group(over) == Some(name);
            let found = self.candidates.iter().find(of_it)?;
            Some(if over == GroupOver::Theme { found.theme(lang) } else { found.area(lang) }.to_owned())
        };
        read(over).or_else(|| read(GroupOver::Area)).unwrap_or_else(|| name.to_owned())
    }

    /// What these plans cost together; struck ones free their money, and one that got a no or neutral takes none.
    #[must_use]
    pub fn sum(&self, choices: &[Choice]) -> Cents {
        let counted = choices.iter().filter(|choice| choice.counts());
        let live = counted.filter_map(|choice| self.candidate(choice.number)).filter(|c| c.struck.is_none());
        live.map(Candidate::cost).sum()
    }
}
