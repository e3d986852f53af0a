//! `keys`: what signs promises, heads and downloads of votes.

use crate::serve;
use crate::settings::Settings;
use anyhow::{Context, Result};
use voting::service::log::keys;

#[derive(clap::Subcommand)]
pub(super) enum Keys {
    /// Make the next key of an organisation: votes that are made from then on use it, the old ones stay published
    ///
    /// Example:  samenspel keys renew --host meedoen.voorbeeldstad.nl
    #[command(verbatim_doc_comment)]
    Renew {
        /// Host name of the organisation
        #[arg(long, default_value = "localhost")]
        host: String,
    },
}

pub(super) async fn run(command: Keys, settings: &Settings, json: bool) -> Result<()> {
    let Keys::Renew { host } = command;
    let program = serve::start(settings).await?;
    let host = host.to_lowercase();
    let found = program.app.organisation(&host, None).await.map_err(anyhow::Error::new)?;
    let organisation = found.with_context(|| format!("no organisation has the host name {host}"))?;
    let (generation, fingerprint) = keys::renew(&program.voting, organisation.id).await?;
    if json {
        println!("{}", serde_json::json!({ "generation": generation, "fingerprint": fingerprint }));
    } else {
        println!("Key {} of {}: {fingerprint}", generation + 1, organisation.name);
    }
    Ok(())
}
