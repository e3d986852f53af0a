//! Checks an outcome of equal shares: who paid what, and whether a group was left out: `cargo run --example audit -- FILE.pb`.

use tally::{EqualShares, Rule, Utility, Worth, pabulib};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = std::env::args().nth(1).ok_or("which file?")?;
    let election = pabulib::read(&std::fs::read_to_string(file)?)?.election;
    let shares = EqualShares::new(Utility::Cost);
    let outcome = Rule::EqualShares(shares.clone()).count(&election)?;
    let certificate = tally::certificate(&election, &shares, &outcome)?;
    certificate.check(&election)?;
    println!("{} candidates, each paid exactly by its supporters.", certificate.bought.len());
    println!("Each voter had {:.2}.", certificate.per_voter.to_f64());
    let wronged = tally::ejr_plus_violations(&election, &outcome.selected, Worth::Cost)?;
    println!("{} groups were left out that could have paid.", wronged.len());
    Ok(())
}
