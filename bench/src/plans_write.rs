//! What is written of plans: a photo of twelve megapixels for a draft, and a spreadsheet of five thousand plans.

use crate::client::Connection;
use crate::read::made_up;
use crate::server::{Server, Town, operator};
use anyhow::{Context, Result, ensure};
use http::Method;
use serde::Serialize;
use serde_json::{Value, json};
use std::io::Cursor;
use std::time::{Duration, Instant};

/// The project of the measurement.
const PROJECT: &str = "meten";
/// Width and height of the photo, in pixels.
const PHOTO: (u32, u32) = (4_000, 3_000);
/// How many photos are sent: as many as a plan can have.
const PHOTOS: u32 = 6;
/// How long the import may take before it counts as stuck.
const PATIENCE: Duration = Duration::from_secs(300);

/// What was measured.
#[derive(Debug, Serialize)]
pub struct Written {
    /// From the first byte of the photo to the answer, in milliseconds.
    pub photo_median_ms: f64,
    /// The slowest of them.
    pub photo_max_ms: f64,
    /// Size of the photo, in bytes.
    pub photo_bytes: usize,
    /// Rows of the spreadsheet.
    pub rows: usize,
    /// From sending the spreadsheet to the page that says what is wrong with it, in milliseconds.
    pub look_ms: f64,
    /// From pressing the button to the last row written, in seconds.
    pub import_s: f64,
}

/// Makes a project that collects, and measures.
pub async fn measure(town: &Town, rows: usize) -> Result<Written> {
    let file = town.folder.path().join("meten.pb");
    std::fs::write(&file, made_up(5))?;
    town.run(&["pabulib", "import", &file.display().to_string(), "--project", PROJECT, "--plans-only"])?;
    let server = town.serve().await?;
    let staff = operator(town, &server, "localhost").await?;
    let mut connection = Connection::open(server.address, "localhost").await?;
    collect(&mut connection, &staff).await?;
    let photo = photo()?;
    let mut times = Vec::new();
    let (draft, device) = draft(&mut connection).await?;
    for turn in 0..PHOTOS {
        let (kind, body) = form("picture", "foto.jpg", &marked(&photo, turn));
        let path = format!("/api/v1/projects/{PROJECT}/plan-drafts/{draft}/pictures");
        let began = Instant::now();
        let headers = [("content-type", kind.as_str()), ("cookie", &device), ("origin", "http://localhost")];
        let answer = connection.send(Method::POST, &path, &headers, body).await?;
        times.push(began.elapsed().as_secs_f64() * 1_000.0);
        ensure!(answer.status == 201, "the photo: {} {}", answer.status, answer.text());
    }
    times.sort_by(f64::total_cmp);
    let (look_ms, import_s) = import(&server, &staff, rows).await?;
    Ok(Written {
        photo_median_ms: times.get(times.len() / 2).copied().unwrap_or_default(),
        photo_max_ms: times.last().copied().unwrap_or_default(),
        photo_bytes: photo.len(),
        rows,
        look_ms,
        import_s,
    })
}

/// From a month ago until a month from now.
async fn collect(connection: &mut Connection, staff: &str) -> Result<()> {
    let now = platform::clock::Clock::system().now();
    let month = jiff::SignedDuration::from_hours(24 * 30);
    let (opens, closes) = (platform::clock::local_input(now - month), platform::clock::local_input(now + month));
    let mut fields =
        vec![("opens_at", opens.as_str()), ("closes_at", closes.as_str()), ("identify", "none"), ("name", "typed")];
    for (least, most) in [("title_least", "title_most"), ("summary_least", "summary_most"), ("text_least", "text_most")]
    {
        fields.extend([(least, "1"), (most, "300")]);
    }
    for name in ["ask_summary", "ask_place", "ask_area", "ask_tags", "ask_cost", "ask_pictures", "ask_documents"] {
        fields.push((name, "optional"));
    }
    fields.extend([("most_documents", "3"), ("document_megabytes", "25")]);
    let body: Vec<String> =
        fields.iter().map(|(name, value)| format!("{name}={}", platform::web::query::encode(value))).collect();
    let path = format!("/staff/projects/{PROJECT}/plans/collect");
    let headers =
        [("content-type", "application/x-www-form-urlencoded"), ("cookie", staff), ("origin", "http://localhost")];
    let saved = connection.send(Method::POST, &path, &headers, body.join("&")).await?;
    ensure!(saved.status == 303, "the settings: {} {}", saved.status, saved.text());
    Ok(())
}

/// A draft, and the cookie of its browser.
async fn draft(connection: &mut Connection) -> Result<(String, String)> {
    let path = format!("/api/v1/projects/{PROJECT}/plan-drafts");
    let headers = [("content-type", "application/json"), ("origin", "http://localhost")];
    let body = json!({ "fields": { "title": ["Bomen op het plein"] } }).to_string();
    let begun = connection.send(Method::POST, &path, &headers, body).await?;
    ensure!(begun.status == 201, "the draft: {} {}", begun.status, begun.text());
    let body: Value = serde_json::from_str(&begun.text())?;
    Ok((body.get("id").and_then(Value::as_str).context("an id")?.to_owned(), begun.cookies()))
}

/// A photo as a phone makes it: slopes with noise, twelve million pixels.
fn photo() -> Result<Vec<u8>> {
    let picture = image::RgbImage::from_fn(PHOTO.0, PHOTO.1, |x, y| {
        let noise = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)).wrapping_mul(97) >> 28;
        let slope = |at: u32, of: u32| u8::try_from(at * 200 / of).unwrap_or(u8::MAX);
        let noise = u8::try_from(noise).unwrap_or_default();
        image::Rgb([slope(x, PHOTO.0) + noise, slope(y, PHOTO.1) + noise, slope(x + y, PHOTO.0 + PHOTO.1) + noise])
    });
    let mut file = Cursor::new(Vec::new());
    picture.write_to(&mut file, image::ImageFormat::Jpeg)?;
    Ok(file.into_inner())
}

/// The same photo with another comment in it, so that no two are the same file.
fn marked(photo: &[u8], turn: u32) -> Vec<u8> {
    let (begin, rest) = photo.split_at_checked(2).unwrap_or((photo, &[]));
    [begin, &[0xff, 0xfe, 0, 6], &turn.to_be_bytes(), rest].concat()
}

/// A form with one file.
fn form(field: &str, name: &str, file: &[u8]) -> (String, Vec<u8>) {
    let edge = "----samenspel-bench";
    let head = format!(
        "--{edge}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\nContent-Type: \
         application/octet-stream\r\n\r\n"
    );
    let body = [head.as_bytes(), file, format!("\r\n--{edge}--\r\n").as_bytes()].concat();
    (format!("multipart/form-data; boundary={edge}"), body)
}

/// Sends a spreadsheet, and waits until all its rows are written.
async fn import(server: &Server, staff: &str, rows: usize) -> Result<(f64, f64)> {
    let mut connection = Connection::open(server.address, "localhost").await?;
    let text =
        "We willen hier bomen planten, met een bank eronder waar je kunt zitten. Buren hebben beloofd te helpen. ";
    let mut sheet = String::from("Titel;Samenvatting;Tekst;Naam;Kosten;Plek;Op de site\n");
    for row in 0..rows {
        let line = format!(
            "Plan {row} voor de buurt;Bomen en een bank voor nummer {row}.;{};Buren;{};Straat {row};Ja\n",
            text.repeat(5),
            1_000 + row
        );
        sheet.push_str(&line);
    }
    let (kind, body) = form("sheet", "plannen.csv", sheet.as_bytes());
    let headers = [("content-type", kind.as_str()), ("cookie", staff), ("origin", "http://localhost")];
    let began = Instant::now();
    let sent =
        connection.send(Method::POST, &format!("/staff/projects/{PROJECT}/plans/import"), &headers, body).await?;
    let at = sent.headers.get("location").and_then(|at| at.to_str().ok()).map(str::to_owned);
    let at = at.with_context(|| format!("the spreadsheet: {} {}", sent.status, sent.text()))?;
    let look_ms = began.elapsed().as_secs_f64() * 1_000.0;
    let began = Instant::now();
    let form = ("content-type", "application/x-www-form-urlencoded");
    let headers = [form, ("cookie", staff), ("origin", "http://localhost")];
    let pressed = connection.send(Method::POST, &format!("{at}/run"), &headers, "").await?;
    ensure!(pressed.status == 303, "the button: {} {}", pressed.status, pressed.text());
    while began.elapsed() < PATIENCE {
        let page = connection.get(&at, &[("cookie", staff)]).await?;
        if !page.text().contains("<progress") {
            let seconds = began.elapsed().as_secs_f64();
            let list = connection.get(&format!("/api/v1/projects/{PROJECT}/plans"), &[]).await?;
            let list: Value = serde_json::from_str(&list.text())?;
            let total = list.get("total").and_then(Value::as_u64).unwrap_or_default();
            ensure!(total >= rows as u64, "only {total} plans are there");
            return Ok((look_ms, seconds));
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    anyhow::bail!("the import does not end")
}
