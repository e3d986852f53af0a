//! Files that are far too large: told in words, and neither kept nor read to the end.

use super::support::*;
use axum::body::{Body, Bytes};
use http::Method;
use platform::i18n::Lang;
use proposals::model::{Asked, Collect};
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use testkit::{Browser, both, town};

const MEGABYTE: usize = 1024 * 1024;
/// As large as a film from a phone.
const LARGE: usize = 200 * MEGABYTE;

/// A form with a file of 200 MB that is made while it is sent; and how much of it was taken.
fn endless(field: &str, draft: &str) -> (Body, Arc<AtomicUsize>) {
    let taken = Arc::new(AtomicUsize::new(0));
    let head = format!(
        "--edge\r\nContent-Disposition: form-data; name=\"draft\"\r\n\r\n{draft}\r\n--edge\r\nContent-Disposition: \
         form-data; name=\"step\"\r\n\r\npictures\r\n--edge\r\nContent-Disposition: form-data; name=\"{field}\"; \
         filename=\"groot.bin\"\r\n\r\n"
    );
    let piece = Bytes::from(vec![b'a'; MEGABYTE]);
    let count = taken.clone();
    let pieces = (0..LARGE / MEGABYTE).map(move |_| {
        count.fetch_add(MEGABYTE, Ordering::SeqCst);
        piece.clone()
    });
    let all = std::iter::once(Bytes::from(head)).chain(pieces).map(Ok::<_, std::io::Error>);
    (Body::from_stream(futures_util::stream::iter(all)), taken)
}

/// Sends it in pieces of which nobody knows how many come, and with its length told beforehand.
async fn too_large(browser: &mut Browser, path: &str, (field, draft): (&str, &str), sentence: &str) {
    let kind = Some("multipart/form-data; boundary=edge");
    let (body, taken) = endless(field, draft);
    let refused = browser.send(Method::POST, path, kind, body).await;
    assert!(refused.status == 413 && refused.text.contains(sentence), "{path}: {} {}", refused.status, refused.text);
    assert!(taken.load(Ordering::SeqCst) < 40 * MEGABYTE, "{path}: {} bytes were taken", taken.load(Ordering::SeqCst));
    let (body, taken) = endless(field, draft);
    let mut asking = browser.clone();
    asking.headers.extend([("content-length", LARGE.to_string()), ("expect", "100-continue".into())]);
    let refused = asking.send(Method::POST, path, kind, body).await;
    assert!(refused.status == 413 && refused.text.contains(sentence), "{path}: {} {}", refused.status, refused.text);
    assert_eq!(taken.load(Ordering::SeqCst), 0, "{path}: refused by its length alone");
}

both! {
    async fn two_hundred_megabytes_are_refused_in_words(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        collecting(&app, &town, Collect { documents: Asked::Optional, ..easy() }).await;
        let mut me = app.browser(&town.host);
        let id = write(&mut me, json!({ "title": ["Bomen op het plein"], "text": [TEXT] })).await;
        let nl = "te groot";
        let en = "too large";
        for field in ["picture", "document"] {
            too_large(&mut me, "/do/plans/buurtbudget/pictures", (field, &id), nl).await;
            too_large(&mut me, "/en/do/plans/buurtbudget/pictures", (field, &id), en).await;
        }
        let mut staff = app.signed_in(&town.host, town.organisation, civic::permission::Role::Editor).await;
        too_large(&mut staff, "/staff/projects/buurtbudget/plans/import", ("sheet", ""), nl).await;
        too_large(&mut staff, "/staff/projects/buurtbudget/plans/1", ("picture", ""), nl).await;
        assert!(app.app.files.list(platform::files::Area::Private, "").await.unwrap().is_empty());
        let api = format!("{DRAFTS}/{id}/pictures");
        let (body, taken) = endless("picture", &id);
        let refused = me.send(Method::POST, &api, Some("multipart/form-data; boundary=edge"), body).await;
        assert_eq!((refused.status, refused.json()["status"].as_i64()), (413, Some(413)), "{}", refused.text);
        assert!(taken.load(Ordering::SeqCst) < 40 * MEGABYTE);
        assert_eq!(me.get(&format!("{DRAFTS}/{id}")).await.json()["fields"]["title"]["values"][0], "Bomen op het plein");
    }
}
