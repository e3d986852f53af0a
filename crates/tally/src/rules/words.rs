//! Rules in words, for readers who are no specialists.

use super::{Comparison, EqualShares, Greedy, Measure, Phragmen, Rule, Threshold, TopN, Utility};

/// A language in which rules are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// Nederlands.
    Dutch,
    /// English.
    English,
}

impl Rule {
    /// The rule in words: what goes first, and every condition that it has; no sentence, so that it can stand in a
    /// heading. Different rules of [`Rule::NAMES`] have different words.
    ///
    /// ```
    /// use tally::{Language, Rule};
    ///
    /// let rule = Rule::by_name("greedy_votes_noskip").unwrap();
    /// assert_eq!(rule.words(Language::English), "most votes first, until one does not fit");
    /// assert_eq!(rule.words(Language::Dutch), "meeste stemmen eerst, tot er een niet past");
    /// ```
    #[must_use]
    pub fn words(&self, language: Language) -> String {
        let say = |dutch: &str, english: &str| match language {
            Language::Dutch => dutch.to_owned(),
            Language::English => english.to_owned(),
        };
        let parts = match self {
            Self::GreedyVotes(rule) => greedy(rule, &say),
            Self::TopN(rule) => top(rule, &say),
            Self::MaxWelfare(rule) => vec![
                say("de verzameling met het grootste totaal", "the set with the greatest total"),
                utility(rule.utility, &say),
            ],
            Self::Phragmen(rule) => phragmen(rule, &say),
            Self::Maximin(_) => vec![say("grootste kleinste steun (maximin)", "greatest least support (maximin)")],
            Self::EqualShares(rule) => shares(rule, &say),
        };
        parts.join(", ")
    }
}

/// A text in the language that is asked for, of Dutch and English.
type Say<'s> = &'s dyn Fn(&str, &str) -> String;

fn measure(by: Measure, say: Say<'_>) -> String {
    match by {
        Measure::Votes => say("meeste stemmen eerst", "most votes first"),
        Measure::Score => say("meeste punten eerst", "most points first"),
        Measure::Borda => say("hoogste plaatsen eerst (Borda)", "highest places first (Borda)"),
    }
}

fn greedy(rule: &Greedy, say: Say<'_>) -> Vec<String> {
    let mut parts = vec![measure(rule.by, say)];
    if rule.per_cost {
        parts.push(say("gedeeld door wat het kost", "divided by the cost"));
    }
    parts.push(match rule.skipping {
        true => say("wat niet past wordt overgeslagen", "what does not fit is passed over"),
        false => say("tot er een niet past", "until one does not fit"),
    });
    match &rule.threshold {
        Some(Threshold::AtLeast(least)) => {
            parts.push(say(&format!("ten minste {least}"), &format!("at least {least}")))
        }
        Some(Threshold::OfElection) => parts.push(say("met een drempel", "with a threshold")),
        None => {}
    }
    if let Some(part) = &rule.nearly {
        let dutch = format!("de eerste die niet past ook, als er {part} van het geld voor is");
        parts.push(say(&dutch, &format!("the first that does not fit too, if there is {part} of its cost")));
    }
    if rule.ceilings.is_some() {
        parts.push(say("met een grens per thema of buurt", "with a ceiling per theme or area"));
    }
    if !rule.exclusive.is_empty() {
        parts.push(say("plannen die elkaar uitsluiten", "plans that exclude each other"));
    }
    parts
}

fn top(rule: &TopN, say: Say<'_>) -> Vec<String> {
    let most = rule.most.map(|most| say(&format!("de eerste {most}"), &format!("the first {most}")));
    let order = say("alleen een volgorde, zonder geld", "an order only, without money");
    vec![measure(rule.by, say), most.unwrap_or(order)]
}

fn phragmen(rule: &Phragmen, say: Say<'_>) -> Vec<String> {
    let rest = match rule.skipping {
        true => say("wat niet past wordt overgeslagen", "what does not fit is passed over"),
        false => say("tot er een niet past", "until one does not fit"),
    };
    vec![say("lasten eerlijk verdeeld (Phragmén)", "loads divided evenly (Phragmén)"), rest]
}

fn utility(utility: Utility, say: Say<'_>) -> String {
    match utility {
        Utility::Cost => say("naar wat plannen kosten", "by what plans cost"),
        Utility::Cardinality => say("naar het aantal plannen", "by the number of plans"),
        Utility::Points => say("naar punten", "by points"),
        Utility::Borda => say("naar plaatsen (Borda)", "by places (Borda)"),
    }
}

fn shares(rule: &EqualShares, say: Say<'_>) -> Vec<String> {
    let mut parts = vec![say("gelijke delen", "equal shares"), utility(rule.utility, say)];
    if let Some(add_one) = &rule.add_one {
        let step = &add_one.increment;
        let dutch = format!("elke kiezer steeds {step} meer");
        parts.push(say(&dutch, &format!("every voter {step} more each time")));
        if add_one.integral {
            parts.push(say("vanaf een heel bedrag", "from a whole amount"));
        }
        if !add_one.exhaustive {
            parts.push(say("tot het te duur wordt", "until it costs too much"));
        }
    }
    if rule.utilitarian {
        let dutch = "wat over is naar de meeste stemmen";
        parts.push(say(dutch, "what is left to the most votes"));
    }
    match rule.comparison {
        Some(Comparison::Satisfaction) => parts.push(say(
            "naast meeste stemmen: wat meer kiezers liever hebben",
            "beside most votes: what more voters prefer",
        )),
        Some(Comparison::Exclusion) => parts.push(say(
            "naast meeste stemmen: waar minder kiezers niets hebben",
            "beside most votes: where fewer voters have nothing",
        )),
        None => {}
    }
    if let Some(part) = &rule.admission {
        let dutch = format!("alleen wie ten minste {part} van zijn deel aan kiezers heeft");
        parts.push(say(&dutch, &format!("only who has at least {part} of its share in voters")));
    }
    parts
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn different_rules_have_different_words_in_each_language() {
        for language in [Language::Dutch, Language::English] {
            let words: BTreeSet<String> =
                Rule::NAMES.iter().map(|name| Rule::by_name(name).unwrap().words(language)).collect();
            // Which plans exclude each other is said by the election or by hand, not by the name.
            let told = Rule::NAMES.len() - words.len();
            assert!(told <= 1, "{language:?}: {words:#?}");
        }
    }

    #[test]
    fn every_condition_is_said() {
        let rule = Rule::by_name("greedy_80").unwrap();
        let said = rule.words(Language::English);
        assert!(said.contains("until one does not fit") && said.contains("0.8"), "{said}");
        let shares = Rule::by_name("mes_cost_add1_integral_noexh").unwrap().words(Language::Dutch);
        assert_eq!(
            shares,
            "gelijke delen, naar wat plannen kosten, elke kiezer steeds 1 meer, vanaf een heel bedrag, tot het te duur wordt"
        );
    }
}
