//! Pictures and documents: what is taken, and who sees it.

use super::support::*;
use http::Method;
use platform::files::Area;
use platform::i18n::Lang;
use proposals::model::{Asked, Collect};
use proposals::service::moderate::hide;
use proposals::service::publish;
use serde_json::json;
use testkit::{TestApp, both, moment, town};

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF";

/// The names of all files in a part of the store.
async fn stored(app: &TestApp, area: Area) -> Vec<String> {
    app.app.files.list(area, "").await.unwrap().into_iter().map(|file| file.name).collect()
}

async fn pictures_of(browser: &mut testkit::Browser, draft: &str) -> Vec<String> {
    let read = browser.get(&format!("{DRAFTS}/{draft}")).await.json();
    let address = |picture: &serde_json::Value| picture["address"].as_str().unwrap().to_owned();
    read["pictures"].as_array().unwrap().iter().map(address).collect()
}

both! {
    async fn files_that_are_no_pictures_are_refused(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        collecting(&app, &town, easy()).await;
        let mut me = app.browser(&town.host);
        let id = write(&mut me, json!({ "title": ["Bomen op het plein"], "text": [TEXT] })).await;
        let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>".to_vec();
        let bomb = {
            let mut png = png(8, 8);
            png[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
            png
        };
        for file in [svg, b"#!/bin/sh".to_vec(), b"\x89PNG\r\n\x1a\nkapot".to_vec(), bomb] {
            let answer = picture(&mut me, &id, &file, &[]).await;
            assert!((400..500).contains(&answer.status), "{}: {}", answer.status, answer.text);
            harmless(&answer.text);
        }
        for _ in 0..2 {
            assert_eq!(picture(&mut me, &id, &png(40, 30), &[]).await.status, 303);
        }
        for width in 1..6 {
            assert_eq!(picture(&mut me, &id, &png(40, 30 + width), &[]).await.status, 303);
        }
        assert_eq!(me.get(&format!("{DRAFTS}/{id}")).await.json()["pictures"].as_array().unwrap().len(), 6, "the same one once");
        let seventh = picture(&mut me, &id, &png(50, 50), &[]).await;
        assert!(seventh.status == 422 && seventh.text.contains("ten hoogste 6"), "{}", seventh.text);
        let mut stranger = app.browser(&town.host);
        assert_eq!(picture(&mut stranger, &id, &png(8, 8), &[]).await.status, 404);
    }

    async fn pictures_are_public_only_with_their_plan(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let theirs = testkit::town(&app, "ander", Lang::Nl).await;
        collecting(&app, &town, Collect { review: true, ..easy() }).await;
        let mut me = app.browser(&town.host);
        let id = write(&mut me, json!({ "title": ["Bomen op het plein"], "text": [TEXT] })).await;
        assert_eq!(picture(&mut me, &id, &png(900, 600), &[]).await.status, 303);
        let behind = pictures_of(&mut me, &id).await.remove(0);
        let public = behind.replace("/plan-files/", "/files/");
        let narrow = behind.replace("-w900", "-w400");
        let (mut stranger, mut elsewhere) = (app.browser(&town.host), app.browser(&theirs.host));
        elsewhere.cookies = me.cookies.clone();
        let mut staff = app.signed_in(&town.host, town.organisation, civic::permission::Role::Editor).await;
        let mut viewer = app.signed_in(&town.host, town.organisation, civic::permission::Role::Viewer).await;
        for path in [&behind, &narrow] {
            let mine = me.get(path).await;
            assert_eq!(mine.status, 200, "{path}");
            assert_eq!(mine.headers["cache-control"], "private, no-store");
            assert_eq!(mine.headers["x-content-type-options"], "nosniff");
            assert_eq!(staff.get(path).await.status, 200);
            for other in [&mut stranger, &mut elsewhere, &mut viewer] {
                assert!(matches!(other.get(path).await.status, 303 | 404), "{path}");
            }
        }
        assert_eq!(stranger.get(&behind).await.status, 404);
        assert_eq!(stranger.get(&public).await.status, 404, "not by the public name either");
        assert!(stored(&app, Area::Public).await.is_empty());
        // Handed in, and waiting for staff: still nobody's.
        let alts = [("alt-of", behind.trim_start_matches("/plan-files/")), ("alt-1", "Een plein")];
        assert_eq!(picture(&mut me, &id, &[], &alts).await.status, 303);
        assert_eq!(press(&mut me, &id).await.status, 201);
        app.run_jobs().await;
        assert_eq!((stranger.get(&behind).await.status, stranger.get(&public).await.status), (404, 404));
        // Shown: by its name for ever, in all sizes.
        publish(&app.app, &town.actor, &town.project, &[7]).await.unwrap();
        for path in [&public, &public.replace("-w900", "-w400"), &public.replace("-w900", "-w800")] {
            let seen = stranger.get(path).await;
            assert_eq!(seen.status, 200, "{path}");
            assert_eq!(seen.headers["cache-control"], "public, max-age=31536000, immutable");
        }
        assert!(stranger.get("/buurtbudget/plan/7-bomen-op-het-plein").await.text.contains(&public));
        // Hidden again: gone.
        hide(&app.app, &town.actor, &town.project, &[7], "Het past niet.").await.unwrap();
        app.run_jobs().await;
        assert_eq!((stranger.get(&public).await.status, stranger.get(&behind).await.status), (404, 404));
        assert_eq!(staff.get(&behind).await.status, 200);
    }

    async fn files_that_nobody_names_are_removed(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        collecting(&app, &town, Collect { documents: Asked::Optional, ..easy() }).await;
        let mut me = app.browser(&town.host);
        let id = write(&mut me, json!({ "title": ["Bomen op het plein"], "text": [TEXT] })).await;
        for width in [40, 50] {
            assert_eq!(picture(&mut me, &id, &png(width, 30), &[]).await.status, 303);
        }
        assert_eq!(attach(&mut me, &id, ("document", "plan.pdf", PDF), &[]).await.status, 303);
        assert_eq!(stored(&app, Area::Private).await.len(), 3);
        app.run_sweeps().await;
        assert_eq!(stored(&app, Area::Private).await.len(), 3, "all are named by the draft");
        let first = pictures_of(&mut me, &id).await.remove(0).replace("/plan-files/", "");
        let take_out = [("go", format!("without:{first}"))];
        let fields: Vec<(&str, &str)> = take_out.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let form = [("draft", id.as_str()), ("step", "pictures")];
        let all: Vec<(&str, &str)> = form.into_iter().chain(fields).collect();
        assert_eq!(upload(&mut me, "/do/plans/buurtbudget/pictures", ("picture", "", b""), &all).await.status, 303);
        app.run_sweeps().await;
        assert_eq!(stored(&app, Area::Private).await.len(), 3, "it may be on its way");
        app.clock.set(moment("2027-03-01T14:00"));
        app.run_sweeps().await;
        assert_eq!(stored(&app, Area::Private).await.len(), 2);
        // The draft is thrown away, and its files with it.
        assert_eq!(me.send(Method::DELETE, &format!("{DRAFTS}/{id}"), None, axum::body::Body::empty()).await.status, 204);
        app.run_sweeps().await;
        assert!(stored(&app, Area::Private).await.is_empty());
        // One that nobody touches goes after two months.
        let id = write(&mut me, json!({ "title": ["Een ander plan"], "text": [TEXT] })).await;
        assert_eq!(picture(&mut me, &id, &png(60, 30), &[]).await.status, 303);
        app.clock.set(moment("2027-05-03T12:00"));
        app.run_sweeps().await;
        app.run_sweeps().await;
        assert!(stored(&app, Area::Private).await.is_empty());
    }

    async fn documents_are_saved_and_never_shown(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let collect = Collect { documents: Asked::Required, most_documents: 2, document_megabytes: 1, ..easy() };
        collecting(&app, &town, collect).await;
        let mut me = app.browser(&town.host);
        let id = write(&mut me, json!({ "title": ["Bomen op het plein"], "text": [TEXT] })).await;
        assert_eq!(keys(&press(&mut me, &id).await), ["document:refusal-missing"]);
        let html = b"<html><script>alert(1)</script>".as_slice();
        let large = [PDF, &vec![b' '; 1_000_000]].concat();
        for (name, file, why) in [
            ("plan.pdf", html, "geen document dat we kunnen aannemen"),
            ("plan.pdf", b"MZ\x90\0".as_slice(), "geen document dat we kunnen aannemen"),
            ("foto.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".as_slice(), "geen document dat we kunnen aannemen"),
            ("groot.pdf", large.as_slice(), "ten hoogste 1 MB"),
        ] {
            let refused = attach(&mut me, &id, ("document", name, file), &[]).await;
            assert!((400..500).contains(&refused.status) && refused.text.contains(why), "{name}: {}", refused.text);
        }
        let hostile = "../../<svg onload=alert(1)>\u{202e}fdp.exe";
        assert_eq!(attach(&mut me, &id, ("document", hostile, PDF), &[]).await.status, 303);
        let page = me.get(&format!("{FORM}?draft={id}&step=pictures")).await.text;
        harmless(&page);
        assert!(page.contains("PDF, 44 bytes"), "{page}");
        assert_eq!(attach(&mut me, &id, ("document", "Begroting.pdf", b"%PDF-1.4 twee"), &[]).await.status, 303);
        let third = attach(&mut me, &id, ("document", "drie.pdf", b"%PDF-1.4 drie"), &[]).await;
        assert!(third.status == 422 && third.text.contains("ten hoogste 2 documenten"), "{}", third.text);
        assert_eq!(press(&mut me, &id).await.status, 201);
        let plan = me.get("/api/v1/projects/buurtbudget/plans/7").await.json();
        let document = plan["documents"][1].clone();
        assert_eq!((document["title"].as_str(), document["size"].as_i64()), (Some("Begroting.pdf"), Some(13)));
        let mut anybody = app.browser(&town.host);
        let detail = anybody.get("/buurtbudget/plan/7-bomen-op-het-plein").await.text;
        harmless(&detail);
        assert!(detail.contains("Begroting (PDF, 13 bytes)"), "{detail}");
        let path = document["address"].as_str().unwrap();
        let got = anybody.get(path).await;
        assert_eq!((got.status, got.text.as_str()), (200, "%PDF-1.4 twee"));
        assert_eq!(got.headers["content-disposition"], "attachment; filename=\"Begroting.pdf\"; filename*=UTF-8''Begroting.pdf");
        assert_eq!(got.headers["content-security-policy"], "default-src 'none'; sandbox");
        assert_eq!(got.headers["x-content-type-options"], "nosniff");
        hide(&app.app, &town.actor, &town.project, &[7], "Het past niet.").await.unwrap();
        assert_eq!(anybody.get(path).await.status, 404, "of a hidden plan nothing is handed out");
    }

    async fn staff_see_and_set_all_that_is_attached(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        collecting(&app, &town, Collect { documents: Asked::Optional, ..easy() }).await;
        let mut me = app.browser(&town.host);
        let id = write(&mut me, json!({ "title": ["Bomen op het plein"], "text": [TEXT] })).await;
        for width in [40, 50, 60] {
            assert_eq!(picture(&mut me, &id, &png(width, 30), &[]).await.status, 303);
        }
        let names: Vec<String> = pictures_of(&mut me, &id).await.iter().map(|at| at.replace("/plan-files/", "")).collect();
        let alts: Vec<(&str, &str)> = names.iter().zip(["alt-1", "alt-2", "alt-3"])
            .flat_map(|(name, field)| [("alt-of", name.as_str()), (field, "Wat er staat")]).collect();
        assert_eq!(picture(&mut me, &id, &[], &alts).await.status, 303);
        assert_eq!(press(&mut me, &id).await.status, 201);
        let mut staff = app.signed_in(&town.host, town.organisation, civic::permission::Role::Editor).await;
        let at = "/staff/projects/buurtbudget/plans/7";
        let page = staff.get(at).await.text;
        for name in &names {
            assert!(page.contains(&format!("/plan-files/{name}")), "{name}: {page}");
        }
        let version = hidden(&page, "version");
        let form = |extra: Vec<(&'static str, String)>| {
            let mut all = vec![
                ("version", version.clone()), ("title", "Bomen op het plein".into()), ("text", TEXT.into()),
                ("status", "list".into()), ("published", "1".into()), ("picture_name", names[0].clone()),
                ("picture_alt", "Wat er staat".into()), ("alt-of", names[1].clone()), ("alt-2", "Anders".into()),
                ("alt-of", names[2].clone()), ("alt-3", "Wat er staat".into()),
            ];
            let status = page.split("id=\"status\"").nth(1).unwrap().split("value=\"").nth(1).unwrap();
            all[3].1 = status.split('"').next().unwrap().to_owned();
            all.extend(extra);
            all
        };
        let plain = |fields: &[(&'static str, String)]| -> Vec<(String, String)> {
            fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
        };
        // A document that is none: everything is still there.
        let fields = plain(&form(vec![("remove_file", names[0].clone())]));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let refused = upload(&mut staff, at, ("document", "x.pdf", b"<html>"), &fields).await;
        assert!(refused.status == 422 && refused.text.contains("Anders"), "{}", refused.text);
        let saved = upload(&mut staff, at, ("document", "Tekening.pdf", PDF), &fields).await;
        assert_eq!(saved.status, 303, "{}", saved.text);
        app.run_jobs().await;
        let plan = me.get("/api/v1/projects/buurtbudget/plans/7").await.json();
        assert_eq!(plan["picture"], format!("/files/{}", names[1]), "the second is the first now");
        assert_eq!(plan["pictureAlt"], "Anders");
        assert_eq!(plan["pictures"].as_array().unwrap().len(), 1);
        assert_eq!(plan["documents"][0]["title"], "Tekening.pdf");
        assert_eq!(app.browser(&town.host).get(&format!("/files/{}", names[1])).await.status, 200);
        // A file of another project cannot be attached by its name.
        let foreign = plain(&form(vec![("document_name", "ab/abc.pdf|1|x.pdf".into())]));
        let mut foreign: Vec<(&str, &str)> = foreign.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let now = hidden(&staff.get(at).await.text, "version");
        foreign[0].1 = &now;
        let refused = upload(&mut staff, at, ("picture", "", b""), &foreign).await;
        assert!(refused.status == 422 && refused.text.contains("hoort niet bij dit plan"), "{}", refused.text);
    }
}
