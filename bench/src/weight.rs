//! What a page weighs for who opens it the first time: the compressed bytes of the page, its style and its scripts, apart
//! from pictures and fonts.

use crate::Database;
use crate::client::Connection;
use crate::read::{connect, make};
use crate::server::Town;
use anyhow::{Context, Result, ensure};
use http::Method;
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
        let list = format!("{}/plannen", place.running);
        let text = connection.get(&list, &[]).await?.text();
        let plan = format!("{}/plan/", place.running);
        let detail = text.split('"').find(|part| part.starts_with(&plan)).context("the list shows no plan")?.to_owned();
        let pages = [
            ("front", "/".to_owned()),
            ("project", place.running.clone()),
            ("list", list),
            ("detail", detail),
            ("vote", format!("{}/stemmen", place.running)),
            ("vote_choose", format!("{}/stemmen?step=choose", place.running)),
            ("vote_overview", format!("{}/stemmen?step=overview", place.running)),
            ("vote_code", format!("{}/stemmen?step=who", place.running)),
            ("outcome", format!("{}/uitslag", place.decided)),
        ];
        let cookie = choose(&mut connection, &place.round).await?;
        for (page, path) in pages {
            // The steps of the vote are those of somebody who has chosen.
            let cookie = page.starts_with("vote_").then_some(cookie.as_str());
            rows.push(weigh(&mut connection, page, &path, cookie).await?);
        }
        if json {
            println!("{}", serde_json::to_string(&rows)?);
        } else {
            println!(
                "{:<13} {:>7} {:>7} {:>7} {:>7} {:>8} {:>9} {:>8}",
                "bytes", "html", "css", "js", "icons", "total", "fonts", "pictures"
            );
            for row in rows {
                let Row { page, html, css, js, icons, fonts, pictures, total_without_pictures_and_fonts: total } = row;
                println!("{page:<13} {html:>7} {css:>7} {js:>7} {icons:>7} {total:>8} {fonts:>9} {pictures:>8}");
            }
        }
        Ok(())
    }
}

/// Chooses two plans, as a voter does; answers the cookie of their browser.
async fn choose(connection: &mut Connection, round: &str) -> Result<String> {
    let (path, mut cookie) = (format!("/do/vote/{round}/choose"), String::new());
    for number in [1, 2] {
        let mut headers = vec![("content-type", "application/x-www-form-urlencoded"), ("origin", "http://localhost")];
        if !cookie.is_empty() {
            headers.push(("cookie", cookie.as_str()));
        }
        let answer = connection.send(Method::POST, &path, &headers, format!("number={number}&act=add")).await?;
        ensure!(answer.status == 303, "choosing plan {number}: {}", answer.status);
        let set = answer.cookies();
        if !set.is_empty() {
            cookie = set;
        }
    }
    ensure!(!cookie.is_empty(), "no cookie for who has chosen");
    Ok(cookie)
}

async fn size(connection: &mut Connection, path: &str, cookie: Option<&str>) -> Result<usize> {
    let answer = connection.get(path, &headers(&[("accept-encoding", "br")], cookie)).await?;
    ensure!(answer.status.is_success(), "{path}: {}", answer.status);
    Ok(answer.body.len())
}

fn headers<'h>(some: &[(&'h str, &'h str)], cookie: Option<&'h str>) -> Vec<(&'h str, &'h str)> {
    some.iter().copied().chain(cookie.map(|cookie| ("cookie", cookie))).collect()
}

async fn weigh(connection: &mut Connection, page: &'static str, path: &str, cookie: Option<&str>) -> Result<Row> {
    // The page is asked for a few times, as on a running site, where it is kept well compressed.
    for _ in 0..5 {
        size(connection, path, cookie).await?;
    }
    let html = size(connection, path, cookie).await?;
    let text = connection.get(path, &headers(&[], cookie)).await?.text();
    let mut row =
        Row { page, html, css: 0, js: 0, icons: 0, fonts: 0, pictures: 0, total_without_pictures_and_fonts: 0 };
    for address in addresses(&text) {
        let bytes = size(connection, &address, None).await?;
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

/// What a phone loads of a page from its own site, each once: of a picture in several sizes the smallest.
fn addresses(html: &str) -> Vec<String> {
    let quoted = html.split('"').filter(|part| part.starts_with("/assets/") || part.starts_with("/files/"));
    let mut all: Vec<String> = quoted.map(|part| part.split(['#', ' ']).next().unwrap_or(part).to_owned()).collect();
    all.sort();
    all.dedup();
    let small = |address: &String| {
        let Some((name, kind)) = address.rsplit_once('.') else { return true };
        let Some((name, width)) = name.rsplit_once("-w") else { return true };
        width == "400" || all.binary_search(&format!("{name}-w400.{kind}")).is_err()
    };
    all.iter().filter(|address| small(address)).cloned().collect()
}
