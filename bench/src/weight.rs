//! What a page weighs for who opens it the first time: the compressed bytes of the page, its style and its scripts, apart
//! from pictures and fonts.

use crate::Database;
use crate::client::Connection;
use crate::read::{connect, make};
use crate::server::Town;
use anyhow::{Context, Result, ensure};
use serde::Serialize;

/// `bench weight`
#[derive(clap::Args)]
pub struct Weight {
    /// Which database
    #[arg(long, value_enum, default_value = "sqlite")]
    database: Database,
}

#[derive(Serialize)]
struct Row {
    page: &'static str,
    html: usize,
    css: usize,
    js: usize,
    icons: usize,
    fonts: usize,
    pictures: usize,
    total_without_pictures_and_fonts: usize,
}

impl Weight {
    /// Measures and reports.
    pub async fn run(self, json: bool) -> Result<()> {
        let town = Town::new(self.database)?;
        let place = make(&town)?;
        let server = town.serve().await?;
        let mut connection = connect(&server).await?;
        let mut rows = Vec::new();
        // A number alone leads to the whole address.
        let first = connection.get(&format!("{}/plan/1", place.running), &[]).await?;
        let detail = first.headers.get("location").and_then(|to| to.to_str().ok()).context("no plan 1")?.to_owned();
        let pages = [
            ("front", "/".to_owned()),
            ("project", place.running.clone()),
            ("list", format!("{}/plannen", place.running)),
            ("detail", detail),
            ("vote", format!("{}/stemmen", place.running)),
            ("outcome", format!("{}/uitslag", place.decided)),
        ];
        for (page, path) in pages {
            rows.push(weigh(&mut connection, page, &path).await?);
        }
        if json {
            println!("{}", serde_json::to_string(&rows)?);
        } else {
            println!(
                "{:<9} {:>7} {:>7} {:>7} {:>7} {:>8} {:>9} {:>8}",
                "bytes", "html", "css", "js", "icons", "total", "fonts", "pictures"
            );
            for row in rows {
                let Row { page, html, css, js, icons, fonts, pictures, total_without_pictures_and_fonts: total } = row;
                println!("{page:<9} {html:>7} {css:>7} {js:>7} {icons:>7} {total:>8} {fonts:>9} {pictures:>8}");
            }
        }
        Ok(())
    }
}

async fn size(connection: &mut Connection, path: &str) -> Result<usize> {
    let answer = connection.get(path, &[("accept-encoding", "br")]).await?;
    ensure!(answer.status.is_success(), "{path}: {}", answer.status);
    Ok(answer.body.len())
}

async fn weigh(connection: &mut Connection, page: &'static str, path: &str) -> Result<Row> {
    // The page is asked for a few times, as on a running site, where it is kept well compressed.
    for _ in 0..5 {
        size(connection, path).await?;
    }
    let html = size(connection, path).await?;
    let text = connection.get(path, &[]).await?.text();
    let mut row =
        Row { page, html, css: 0, js: 0, icons: 0, fonts: 0, pictures: 0, total_without_pictures_and_fonts: 0 };
    for address in addresses(&text) {
        let bytes = size(connection, &address).await?;
        match address.rsplit('.').next() {
            Some("css") => row.css += bytes,
            Some("js") => row.js += bytes,
            Some("svg") => row.icons += bytes,
            Some("woff2") => row.fonts += bytes,
            _ => row.pictures += bytes,
        }
    }
    row.total_without_pictures_and_fonts = row.html + row.css + row.js + row.icons;
    Ok(row)
}

/// What a page loads from its own site, each once.
fn addresses(html: &str) -> Vec<String> {
    let quoted = html.split('"').filter(|part| part.starts_with("/assets/") || part.starts_with("/files/"));
    let mut all: Vec<String> = quoted.map(|part| part.split('#').next().unwrap_or(part).to_owned()).collect();
    all.sort();
    all.dedup();
    all
}
