//! Counts an election file by one or more rules: `cargo run --example count -- FILE.pb mes_cost phragmen`.

use std::time::Instant;

use tally::{Measures, Rule, pabulib};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().ok_or("which file?")?;
    let text = std::fs::read_to_string(&file)?;
    let begun = Instant::now();
    let election = pabulib::read(&text)?.election;
    println!("read {} ballots in {:.3} s", election.ballots().len(), begun.elapsed().as_secs_f64());
    let names: Vec<String> = arguments.collect();
    for name in if names.is_empty() { vec!["mes_cost_add1_util".to_owned()] } else { names } {
        let rule = Rule::by_name(&name).ok_or_else(|| format!("no rule {name}"))?;
        let begun = Instant::now();
        let outcome = rule.count(&election)?;
        let seconds = begun.elapsed().as_secs_f64();
        let measures = Measures::of(&election, &outcome.selected);
        println!(
            "{name}: {} candidates for {} of {}; {} voters with none; {seconds:.3} s",
            outcome.selected.len(),
            outcome.cost,
            outcome.budget,
            measures.voters_with_none,
        );
    }
    Ok(())
}
