//! Why a candidate won or did not: `cargo run --example explain -- FILE.pb RULE ID`.

use tally::{Rule, pabulib};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, rule, id] = arguments.as_slice() else { return Err("FILE.pb RULE ID".into()) };
    let election = pabulib::read(&std::fs::read_to_string(file)?)?.election;
    let rule = Rule::by_name(rule).ok_or("there is no such rule")?;
    let outcome = rule.count(&election)?;
    for sentence in tally::explain(&election, &rule, &outcome, id)?.sentences() {
        println!("{sentence}");
    }
    Ok(())
}
