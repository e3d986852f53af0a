//! `postcodes`: where the areas of four digits lie.

use crate::serve;
use crate::settings::Settings;
use anyhow::{Context, Result};
use civic::Actor;
use civic::ids::OrganisationId;
use proposals::service::postcodes;
use std::path::PathBuf;

#[derive(clap::Subcommand)]
pub(super) enum Postcodes {
    /// Read a CSV file with columns postcode, latitude, longitude (degrees); post codes that are known get their new place
    ///
    /// Example:  samenspel postcodes import pc4.csv
    #[command(verbatim_doc_comment)]
    Import {
        /// The file to read
        file: PathBuf,
    },
}

pub(super) async fn run(command: Postcodes, settings: &Settings, json: bool) -> Result<()> {
    let Postcodes::Import { file } = command;
    let text = std::fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let codes = postcodes::read(&text).with_context(|| format!("in {}", file.display()))?;
    let program = serve::start(settings).await?;
    // Post codes are of no organisation; the program itself acts.
    let count = postcodes::import(&program.app, &Actor::system(OrganisationId(0)), codes).await?;
    if json {
        println!("{}", serde_json::json!({ "postcodes": count }));
    } else {
        println!("Read {count} post codes.");
    }
    Ok(())
}
