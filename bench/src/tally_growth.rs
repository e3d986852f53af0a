//! How the time to read and count grows with ballots and plans, on elections that are made up; and a drawing of it.

use anyhow::{Context, Result};
use serde::Serialize;
use std::fmt::Write;
use tally::{Rule, pabulib};

use crate::tally::{peak_memory, timed};

/// Seconds of CPU for an election that was made up.
#[derive(Serialize)]
pub struct Generated {
    ballots: u64,
    plans: u64,
    bytes: u64,
    read: f64,
    greedy_votes: f64,
    mes_cost: f64,
    phragmen: f64,
    /// Of the whole program up to then; the text of the file is among it.
    peak_mib: f64,
}

impl Generated {
    /// What was done, with its seconds.
    fn times(&self) -> [(&'static str, f64); 4] {
        [
            ("read", self.read),
            ("greedy", self.greedy_votes),
            ("equal shares", self.mes_cost),
            ("Phragmén", self.phragmen),
        ]
    }
}

const BAR: f64 = 40.0;

/// An election of made-up ballots: each approves of one to ten plans, popular ones more often.
pub fn generated(ballots: u64, plans: u64) -> Result<Generated> {
    eprintln!("making {ballots} ballots over {plans} plans …");
    let text = made_up(ballots, plans)?;
    let (reading, read) = timed(|| pabulib::read(&text))?;
    let election = reading?.election;
    let bytes = u64::try_from(text.len())?;
    drop(text);
    let seconds = |name: &str| -> Result<f64> {
        let rule = Rule::by_name(name).context("a rule")?;
        let (outcome, seconds) = timed(|| rule.count(&election))?;
        outcome?;
        Ok(seconds)
    };
    Ok(Generated {
        ballots,
        plans,
        bytes,
        read,
        greedy_votes: seconds("greedy_votes")?,
        mes_cost: seconds("mes_cost")?,
        phragmen: seconds("phragmen")?,
        peak_mib: peak_memory()?,
    })
}

fn made_up(ballots: u64, plans: u64) -> Result<String> {
    let mut state = ballots ^ (plans << 32) ^ 0x9e37_79b9_7f4a_7c15;
    let mut random = move |below: u64| {
        // A linear congruential generator is random enough for ballots that nobody cast.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below.max(1)
    };
    let mut text = String::from("META\nkey;value\n");
    writeln!(text, "budget;{}\nvote_type;approval\nPROJECTS\nproject_id;cost", plans * 10_000)?;
    for plan in 0..plans {
        writeln!(text, "p{plan};{}", 5_000 + random(95_000))?;
    }
    text.push_str("VOTES\nvoter_id;vote\n");
    for voter in 0..ballots {
        write!(text, "{voter};")?;
        let count = 1 + random(10);
        let mut named: Vec<u64> = Vec::new();
        for _ in 0..count {
            let plan = random(plans).min(random(plans));
            if !named.contains(&plan) {
                named.push(plan);
            }
        }
        for (place, plan) in named.iter().enumerate() {
            write!(text, "{}p{plan}", if place > 0 { "," } else { "" })?;
        }
        text.push('\n');
    }
    Ok(text)
}

/// Bars for the terminal.
pub fn bars(title: &str, rows: &[Generated]) -> Result<String> {
    let mut text = String::new();
    writeln!(text, "\nmore {title}: seconds to read, and by greedy, equal shares and Phragmén")?;
    let most = rows.iter().flat_map(Generated::times).map(|(_, seconds)| seconds).fold(0.0_f64, f64::max);
    for row in rows {
        writeln!(
            text,
            "{} ballots × {} plans ({:.1} MB, peak {:.0} MiB)",
            row.ballots,
            row.plans,
            megabytes(row.bytes),
            row.peak_mib
        )?;
        for (name, seconds) in row.times() {
            writeln!(text, "  {name:<13} {seconds:>7.3} {}", bar(seconds, most))?;
        }
    }
    Ok(text)
}

/// A bar as long as its share of the longest.
fn bar(seconds: f64, most: f64) -> String {
    let mut length = 0.0;
    let mut bar = String::new();
    while length < BAR * seconds / most.max(f64::MIN_POSITIVE) {
        bar.push('█');
        length += 1.0;
    }
    bar
}

#[allow(clippy::cast_precision_loss)]
fn as_f64(number: u64) -> f64 {
    number as f64
}

fn megabytes(bytes: u64) -> f64 {
    as_f64(bytes) / 1e6
}

const COLOURS: [&str; 4] = ["#0a5c8a", "#b3541e", "#2f7d32", "#7b3fa0"];
const WIDTH: f64 = 420.0;
const HEIGHT: f64 = 260.0;
const MARGIN: f64 = 60.0;

/// Two panels with both axes logarithmic, so that a straight line with slope 1 is time in proportion to the size.
pub fn drawing(more_ballots: &[Generated], more_plans: &[Generated]) -> Result<String> {
    let mut svg = String::new();
    writeln!(
        svg,
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" font-family="sans-serif" font-size="12">"#,
        2.0 * WIDTH + 3.0 * MARGIN,
        HEIGHT + 2.0 * MARGIN
    )?;
    writeln!(svg, r#"<rect width="100%" height="100%" fill="white"/>"#)?;
    panel(&mut svg, MARGIN, "ballots, 200 plans", more_ballots, |row| as_f64(row.ballots))?;
    panel(&mut svg, 2.0 * MARGIN + WIDTH, "plans, 100,000 ballots", more_plans, |row| as_f64(row.plans))?;
    svg.push_str("</svg>\n");
    Ok(svg)
}

fn panel(svg: &mut String, left: f64, title: &str, rows: &[Generated], size: fn(&Generated) -> f64) -> Result<()> {
    let seconds = || rows.iter().flat_map(Generated::times).map(|(_, seconds)| seconds.max(1e-6));
    let (low, high) = (seconds().fold(f64::INFINITY, f64::min), seconds().fold(0.0, f64::max));
    let (first, last) =
        (rows.iter().map(size).fold(f64::INFINITY, f64::min), rows.iter().map(size).fold(0.0, f64::max));
    let along = |value: f64, from: f64, to: f64| (value / from).ln() / (to / from).ln().max(f64::MIN_POSITIVE);
    let x = |value: f64| left + WIDTH * along(value, first, last);
    let y = |value: f64| MARGIN + HEIGHT * (1.0 - along(value.max(1e-6), low, high));
    writeln!(svg, r#"<text x="{left}" y="{}" font-weight="bold">Seconds over {title}</text>"#, MARGIN - 30.0)?;
    let bottom = MARGIN + HEIGHT;
    writeln!(svg, r##"<path d="M{left} {MARGIN}V{bottom}H{}" fill="none" stroke="#444"/>"##, left + WIDTH)?;
    for bound in [low, high] {
        writeln!(svg, r#"<text x="{}" y="{:.1}" text-anchor="end">{bound:.3}</text>"#, left - 4.0, y(bound))?;
    }
    for row in rows {
        let (at, value) = (x(size(row)), size(row));
        writeln!(svg, r#"<text x="{at:.1}" y="{}" text-anchor="middle">{value}</text>"#, bottom + 16.0)?;
    }
    for (place, colour) in COLOURS.into_iter().enumerate() {
        let mut points = String::new();
        for row in rows {
            let seconds = row.times().get(place).map_or(0.0, |(_, seconds)| *seconds);
            write!(points, "{:.1},{:.1} ", x(size(row)), y(seconds))?;
        }
        writeln!(svg, r#"<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>"#)?;
        let name = rows.first().map_or("", |row| row.times().get(place).map_or("", |(name, _)| *name));
        let at = left + 100.0 * f64::from(u8::try_from(place)?);
        writeln!(svg, r#"<text x="{at}" y="{}" fill="{colour}">{name}</text>"#, bottom + 40.0)?;
    }
    Ok(())
}
