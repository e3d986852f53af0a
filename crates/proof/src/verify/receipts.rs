//! Receipts of single voters.

use super::Asked;
use super::chain::Chain;
use super::files::Parts;
use super::finding::{Check, Finding, Problems, Verdict, Words, both};
use crate::leaf::{self, Reason};
use crate::receipt::Code;
use crate::{Hash, from_hex, package};
use serde::Deserialize;
use uuid::Uuid;

/// A receipt as the voter saved it. What else is in the file does not matter.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Saved {
    round: Uuid,
    voter_nonce: String,
    nonce: String,
    ballot: String,
    leaf: String,
    signature: String,
}

/// Checks each receipt.
pub(super) fn check(parts: &Parts, chain: Option<&Chain>, asked: &Asked, findings: &mut Vec<Finding>) {
    for (name, bytes) in &asked.receipts {
        findings.push(one(parts, chain, name, bytes));
    }
}

fn one(parts: &Parts, chain: Option<&Chain>, name: &str, bytes: &[u8]) -> Finding {
    let Some(chain) = chain else { return Finding::without(Check::Receipt, package::LOG) };
    let mut problems = Problems::default();
    match promised(parts, name, bytes) {
        Err(words) => problems.add(words),
        Ok(leaf) => {
            let code = Code::of(&leaf);
            match chain.ballots.get(&leaf) {
                None => problems.add(both!(
                    "{name}: de belofte is echt, maar stem {code} staat niet in het logboek. Die belofte is gebroken.",
                    "{name}: the promise is genuine, but ballot {code} is not in the log. That promise was broken."
                )),
                Some(became) => return Finding::new(Check::Receipt, Verdict::Holds, told(name, &code, *became)),
            }
        }
    }
    problems.or(Check::Receipt, Words { nl: String::new(), en: String::new() })
}

/// The leaf that was promised to go into the log.
fn promised(parts: &Parts, name: &str, bytes: &[u8]) -> Result<Hash, Words> {
    let unread = || both!("{name} is geen ontvangstbewijs.", "{name} is no receipt.");
    let saved: Saved = serde_json::from_slice(bytes).map_err(|_| unread())?;
    if saved.round != parts.round() {
        return Err(both!("{name} is van een andere stemming.", "{name} is of another round."));
    }
    let (voter_nonce, nonce) = (from_hex(&saved.voter_nonce), from_hex(&saved.nonce));
    let (voter_nonce, nonce) = voter_nonce.zip(nonce).ok_or_else(unread)?;
    let leaf = leaf::ballot(saved.round, &voter_nonce, &nonce, &saved.ballot);
    if from_hex(&saved.leaf) != Some(leaf) {
        return Err(both!(
            "{name} spreekt zichzelf tegen: de stem erin is niet de stem die beloofd is.",
            "{name} contradicts itself: the ballot in it is not the one that was promised."
        ));
    }
    let signature = from_hex(&saved.signature).ok_or_else(unread)?;
    let genuine = parts.key.as_ref().is_some_and(|key| key.verify_promise(saved.round, &leaf, &signature));
    genuine.then_some(leaf).ok_or_else(|| {
        both!("{name}: de handtekening onder de belofte is vals.", "{name}: the signature under the promise is forged.")
    })
}

fn told(name: &str, code: &Code, became: Option<Reason>) -> Words {
    match became {
        None => both!("{name}: stem {code} telt mee.", "{name}: ballot {code} counts."),
        Some(Reason::Replaced) => both!(
            "{name}: stem {code} is ontvangen en later door de kiezer vervangen.",
            "{name}: ballot {code} was received and later replaced by its voter."
        ),
        Some(Reason::Void) => both!(
            "{name}: stem {code} is ontvangen en ongeldig verklaard.",
            "{name}: ballot {code} was received and declared void."
        ),
    }
}
