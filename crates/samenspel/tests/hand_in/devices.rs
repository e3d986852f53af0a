//! Drafts and their files: on the devices of one person, and nobody else's.

use super::support::*;
use http::Method;
use platform::i18n::Lang;
use proposals::model::{Asked, Collect};
use serde_json::json;
use testkit::{Browser, TestApp, both, town};

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF";

/// Signs in with the code of the mail.
async fn sign_in(app: &TestApp, browser: &mut Browser, email: &str) {
    browser.post("/sign-in", &[("email", email)]).await;
    let code = code_of_last_mail(app).await;
    let done = browser.post("/sign-in/code", &[("email", email), ("code", &code), ("next", "/my-plans")]).await;
    assert_eq!((done.status, done.location()), (303, "/my-plans"), "{}", done.text);
}

both! {
    async fn a_draft_goes_on_at_a_second_device(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        collecting(&app, &town, Collect::default()).await;
        handed_in(&app, &town, "fatima@voorbeeld.nl", "Bomen op het plein").await;
        // Begun on a phone by nobody yet, and then signed in there; nothing is typed after that.
        let mut phone = app.browser(&town.host);
        let id = write(&mut phone, json!({ "title": ["Een bank bij de halte"], "text": [TEXT] })).await;
        let mut laptop = app.browser(&town.host);
        sign_in(&app, &mut laptop, "fatima@voorbeeld.nl").await;
        assert_eq!(laptop.get(&format!("{DRAFTS}/{id}")).await.status, 404, "not theirs before the phone says who it is");
        sign_in(&app, &mut phone, "fatima@voorbeeld.nl").await;
        let there = laptop.get("/my-plans").await.text;
        assert!(there.contains("Een bank bij de halte"), "{there}");
        let page = laptop.get(&format!("{FORM}?draft={id}&step=title")).await;
        assert!(page.status == 200 && page.text.contains("value=\"Een bank bij de halte\""), "{}", page.text);
        // Both write on; what one did not see is kept beside.
        let put = |title: &str| json!({ "version": 1, "fields": { "title": [title] } });
        let path = format!("{DRAFTS}/{id}");
        assert_eq!(laptop.json(Method::PUT, &path, &put("Een bank bij de bushalte")).await.status, 200);
        let doubled = phone.json(Method::PUT, &path, &put("Een bank bij de tram")).await.json();
        assert_eq!(doubled["doubled"], json!(["title"]));
        // Signed out, the phone shows nothing of it; another person who signs in there neither.
        let device = phone.cookies.clone();
        assert_eq!(phone.post("/sign-out", &[]).await.status, 303);
        phone.cookies.extend(device.into_iter().filter(|(name, _)| name.contains("plan-drafts")));
        assert!(phone.cookies.keys().any(|name| name.contains("plan-drafts")));
        assert_eq!(phone.get(&path).await.status, 404);
        handed_in(&app, &town, "piet@voorbeeld.nl", "Een ander plan hier").await;
        sign_in(&app, &mut phone, "piet@voorbeeld.nl").await;
        assert_eq!(phone.get(&path).await.status, 404);
        assert!(!phone.get("/my-plans").await.text.contains("Een bank"));
    }

    async fn signing_in_elsewhere_takes_nothing_from_here(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let theirs = testkit::town(&app, "ander", Lang::Nl).await;
        for town in [&town, &theirs] {
            collecting(&app, town, Collect::default()).await;
        }
        let mut me = app.browser(&town.host);
        let id = write(&mut me, json!({ "title": ["Een bank bij de halte"] })).await;
        let mut there = app.browser(&theirs.host);
        there.cookies = me.cookies.clone();
        handed_in(&app, &theirs, "fatima@voorbeeld.nl", "Bomen op het plein").await;
        sign_in(&app, &mut there, "fatima@voorbeeld.nl").await;
        assert!(!there.get("/my-plans").await.text.contains("Een bank"));
        assert_eq!(me.get(&format!("{DRAFTS}/{id}")).await.status, 200, "still this browser's, here");
    }

    async fn files_of_a_draft_are_nobody_elses(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let theirs = testkit::town(&app, "ander", Lang::Nl).await;
        collecting(&app, &town, Collect { documents: Asked::Optional, ..easy() }).await;
        let mut me = app.browser(&town.host);
        let id = write(&mut me, json!({ "title": ["Bomen op het plein"], "text": [TEXT] })).await;
        assert_eq!(picture(&mut me, &id, &png(40, 30), &[]).await.status, 303);
        assert_eq!(attach(&mut me, &id, ("document", "Begroting.pdf", PDF), &[]).await.status, 303);
        let read = me.get(&format!("{DRAFTS}/{id}")).await.json();
        let addresses: Vec<String> = ["pictures", "documents"]
            .iter()
            .map(|kind| read[*kind][0]["address"].as_str().unwrap_or_else(|| panic!("{read}")).to_owned())
            .collect();
        // Somebody else here with a draft of their own, and a browser of another town that has the same cookie.
        let mut stranger = app.browser(&town.host);
        let own = write(&mut stranger, json!({ "title": ["Iets anders"], "text": [TEXT] })).await;
        let mut elsewhere = app.browser(&theirs.host);
        elsewhere.cookies = me.cookies.clone();
        let mut their_staff = app.signed_in(&theirs.host, theirs.organisation, civic::permission::Role::Owner).await;
        for path in &addresses {
            assert_eq!(me.get(path).await.status, 200, "{path}");
            let public = path.replace("/plan-files/", "/files/");
            assert_eq!(stranger.get(&public).await.status, 404, "{public}");
            assert_eq!(stranger.get(path).await.status, 404, "{path}");
            for other in [&mut elsewhere, &mut their_staff] {
                let answer = other.get(path).await;
                // There it is no plan's file at all, so one is sent to where public files are; it is not there either.
                assert!(matches!(answer.status, 303 | 404), "{path}: {}", answer.status);
                assert_eq!(other.get(&public).await.status, 404, "{public}");
            }
        }
        // Nor does a file get into a draft by its name.
        let name = addresses[0].trim_start_matches("/plan-files/").to_owned();
        let alts = [("alt-of", name.as_str()), ("alt-1", "Een plein")];
        picture(&mut stranger, &own, &[], &alts).await;
        let kept = stranger.get(&format!("{DRAFTS}/{own}")).await.json();
        assert!(!kept.to_string().contains(&name), "{kept}");
    }
}
