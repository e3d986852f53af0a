//! One plan whose every word is hostile, through everything that shows, sends or saves it.

use super::support::*;
use civic::service::{NewArea, NewStatus, NewTag, add_area, add_status, add_tag, add_tag_type};
use http::Method;
use platform::i18n::Lang;
use platform::sheets::{Cell, read};
use proposals::model::{Asked, Choice, Collect, Name, QuestionKind, QuestionSettings};
use proposals::service::collect::{NewQuestion, add_question};
use serde_json::json;
use testkit::{both, town};

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF";
const IMG: &str = "<img src=x onerror=alert(1)>";
const SVG: &str = "\"><svg onload=alert(1)>";
/// A formula, a mark-up, a template, and lines that would be a header of a mail.
const TITLE: &str = "=HYPERLINK(1) <img src=x onerror=alert(1)> {{7*7}}\r\nBcc: e@evil.example";

/// Nothing of it became more than text: no element, no address, nothing that was worked out.
fn only_text(path: &str, page: &str) {
    harmless(page);
    for bad in ["<img src=x", "<svg onload", "onerror=alert(1)>", "onload=alert(1)>", ">49<", " 49 "] {
        assert!(!page.contains(bad), "{bad} on {path}: {page}");
    }
}

both! {
    async fn a_hostile_plan_is_only_text_everywhere(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let (to, project) = (&town.actor, &town.project);
        let kind = add_tag_type(&app.app, to, project, IMG.into()).await.unwrap();
        let tag = add_tag(&app.app, to, project, NewTag { kind, title: SVG.into(), colour: 1 }).await.unwrap();
        let shape = "{\"type\":\"Polygon\",\"coordinates\":[[[4.8,52.3],[4.9,52.3],[4.9,52.4],[4.8,52.4],[4.8,52.3]]]}";
        let area = add_area(&app.app, to, project, NewArea { name: IMG.into(), shape: Some(shape.into()) }).await.unwrap();
        let status = NewStatus { slug: "vreemd".into(), title: SVG.into(), votable: true };
        let status = add_status(&app.app, to, project, status).await.unwrap();
        let collect = Collect { name: Name::Typed, documents: Asked::Optional, ..easy() };
        collecting(&app, &town, collect).await;
        let choice = |key: &str, words: &str| Choice { key: key.into(), words: [("nl".into(), words.into())].into() };
        let asked = NewQuestion {
            kind: QuestionKind::One,
            label: IMG.into(),
            help: SVG.into(),
            required: false,
            shown: true,
            settings: QuestionSettings { choices: vec![choice("ja", SVG), choice("nee", IMG)], ..QuestionSettings::default() },
            translations: [].into(),
        };
        add_question(&app.app, to, project, asked).await.unwrap();
        let mut me = app.browser(&town.host);
        let fields = json!({
            "title": [TITLE], "summary": [format!("+1 {IMG}{SVG}")], "text": [format!("{IMG}{SVG} {{{{7*7}}}} {TEXT}")],
            "place": [SVG], "name": [format!("@SUM(A1) {IMG}")], "latitude": ["52,37"], "longitude": ["4,85"],
            "question-1": ["ja"],
        });
        let id = write(&mut me, fields).await;
        assert_eq!(attach(&mut me, &id, ("document", "../<img src=x onerror=alert(1)>.pdf", PDF), &[]).await.status, 303);
        for step in ["title", "text", "where", "questions", "pictures", "who", "check"] {
            let page = me.get(&format!("{FORM}?draft={id}&step={step}")).await;
            assert_eq!(page.status, 200, "{step}");
            only_text(step, &page.text);
        }
        let done = press(&mut me, &id).await;
        assert_eq!(done.status, 201, "{}", done.text);
        proposals::service::set_status(&app.app, to, project, &[7], status).await.unwrap();
        assert!(area.0 > 0 && tag.0 > 0);
        let mut staff = app.signed_in(&town.host, town.organisation, civic::permission::Role::Admin).await;
        let at = "/staff/projects/buurtbudget/plans";
        let labels = staff.get("/api/v1/projects/buurtbudget/labels").await.text;
        let tags = staff.get(at).await.text;
        let value = tags.split("<option value=\"").map(|rest| rest.split('"').next().unwrap()).find(|value| value.contains('.'));
        let value = value.unwrap_or_else(|| panic!("no tag: {labels}")).to_owned();
        let tagged = staff.post(&format!("{at}/bulk"), &[("plan", "7"), ("act", "tag"), ("bulk_tag", &value)]).await;
        assert_eq!(tagged.status, 303, "{}", tagged.text);

        // Pages for residents and staff, in both languages, and their titles.
        let address = me.get("/buurtbudget/plan/7").await.location().to_owned();
        for path in [
            address.clone(), format!("{address}/poster"), format!("/en{address}"), "/buurtbudget/plannen?sort=newest".into(),
            "/buurtbudget/plannen?sort=newest&view=table".into(), "/buurtbudget/plannen?sort=newest&view=map".into(),
            format!("/buurtbudget/plannen?q={}", "%3Cimg+src%3Dx+onerror%3Dalert(1)%3E"), "/buurtbudget".into(),
            at.into(), format!("{at}/7"), format!("{at}/7/ballot"), format!("{at}/collect"), format!("{at}/import"),
            "/staff/log".into(), "/staff/projects/buurtbudget/labels".into(),
        ] {
            let page = staff.get(&path).await;
            assert_eq!(page.status, 200, "{path}: {}", page.text);
            only_text(&path, &page.text);
            let title = page.text.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next());
            assert!(title.is_some_and(|title| !title.contains('<') && !title.contains('\r')), "{path}: {title:?}");
        }
        let page = app.browser(&town.host).get(&address).await.text;
        assert!(page.contains("&lt;img src=x onerror=alert(1)&gt;") && page.contains("{{7*7}}"), "shown as it was typed: {page}");

        // JSON is JSON, whatever stands in it.
        let clusters = me.get("/api/v1/projects/buurtbudget/plans/clusters?bbox=4.8,52.3,4.95,52.45&zoom=18").await;
        assert!(clusters.headers["content-type"].to_str().unwrap().contains("json"), "{:?}", clusters.headers);
        assert_eq!(clusters.headers["x-content-type-options"], "nosniff");
        let told = clusters.json()["features"][0]["properties"]["title"].as_str().unwrap().to_owned();
        assert!(told.starts_with("=HYPERLINK") && !told.contains('\n'), "{told:?}");

        // The spreadsheets: texts that begin a formula begin none.
        let csv = staff.get(&format!("{at}/export?format=csv&sort=newest")).await;
        let line = csv.text.split("\r\n").flat_map(|text| text.split('\n')).find(|line| line.contains("HYPERLINK")).unwrap();
        for cell in ["'=HYPERLINK", "'+1", "'@SUM"] {
            assert!(line.contains(cell), "{cell}: {line}");
        }
        for bad in [";=", ";+", ";@", ";\"=", ";\"+", ";\"@"] {
            assert!(!csv.text.contains(bad), "{bad}: {}", csv.text);
        }
        let sheet = read(csv.text.as_bytes(), 100).unwrap();
        let book = staff.get(&format!("{at}/export?format=xlsx&sort=newest")).await;
        let book = read(&book.bytes, 100).unwrap();
        for sheet in [&sheet, &book] {
            assert!(sheet.rows.iter().all(|(_, row)| row.iter().all(|cell| *cell != Cell::Formula)));
            assert!(
                matches!(&sheet.rows[0].1[1], Cell::Text(title) if title.starts_with("=HYPERLINK(1) <img")),
                "{:?}",
                sheet.rows[0]
            );
        }
    }

    async fn a_hostile_title_is_one_line_of_a_mail(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        collecting(&app, &town, Collect::default()).await;
        let title = "Bomen <img src=x onerror=alert(1)> {{7*7}}\r\nBcc: evil@evil.example\r\nX: y";
        let mut me = handed_in(&app, &town, "fatima@voorbeeld.nl", title).await;
        let id = own(&mut me).await[0]["id"].as_str().unwrap().to_owned();
        let path = format!("/api/v1/my-plans/{id}/invitations");
        assert_eq!(me.json(Method::POST, &path, &json!({ "email": "buur@voorbeeld.nl" })).await.status, 204);
        let mut staff = app.signed_in(&town.host, town.organisation, civic::permission::Role::Editor).await;
        let bulk = "/staff/projects/buurtbudget/plans/bulk";
        let subject = "Hoi\r\nBcc: evil@evil.example\r\n\r\n<img src=x>";
        let sent = staff.post(bulk, &[("plan", "7"), ("act", "message"), ("subject", subject), ("message", title)]).await;
        assert_eq!(sent.status, 303, "{}", sent.text);
        app.run_jobs().await;
        let mails = app.mails();
        assert!(mails.len() >= 4, "{}", mails.len());
        for mail in &mails {
            let (head, _) = mail.split_once("\r\n\r\n").unwrap();
            for line in head.split("\r\n") {
                let name = line.split(':').next().unwrap().to_lowercase();
                assert!(!["bcc", "x"].contains(&name.as_str()), "{line}: {head}");
            }
            assert_eq!(head.matches("\r\nSubject:").count() + usize::from(head.starts_with("Subject:")), 1, "{head}");
            assert_eq!(head.matches("\r\nTo:").count() + usize::from(head.starts_with("To:")), 1, "{head}");
            // Where a mail is written as a page too, the title is text there.
            if let Some((_, page)) = mail.split_once("Content-Type: text/html") {
                assert!(!page.replace("=3D", "=").contains("<img src=x"), "{page}");
            }
        }
    }
}
