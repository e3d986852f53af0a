//! What the fuzzer asserts of any bytes. The test `corpus` runs it on the kept inputs, so that it cannot rot.

use tally::{Rule, pabulib};

/// Larger elections are not counted, so that the fuzzer stays quick.
const MOST_CANDIDATES: usize = 12;

/// Reads bytes as an election file.
///
/// # Panics
/// If a promise of the library does not hold.
pub fn read(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let reading = match pabulib::read(text) {
        Ok(reading) => reading,
        Err(error) => {
            assert!((1..=text.split('\n').count()).contains(&error.line), "{error}");
            return;
        }
    };
    let election = reading.election;
    if let Ok(written) = pabulib::write(&election) {
        let again = pabulib::read(&written);
        assert!(again.is_ok_and(|again| again.election == election), "{written}");
    }
    if election.candidates().len() > MOST_CANDIDATES {
        return;
    }
    for name in Rule::NAMES {
        let rule = Rule::by_name(name);
        if let Some(outcome) = rule.and_then(|rule| rule.count(&election).ok()) {
            let keeps = !matches!(name, "top_n" | "greedy_80");
            assert!(!keeps || outcome.cost <= outcome.budget, "{name}");
        }
    }
}
