//! Plans from and to spreadsheets: looked at first, mended, carried out by a job, once.

use super::support::*;
use platform::i18n::Lang;
use platform::sheets::{Cell, Value, csv, read, xlsx};
use proposals::model::{Collect, QuestionKind};
use proposals::service::collect::add_question;
use serde_json::json;
use testkit::{Browser, both, town};

const AT: &str = "/staff/projects/buurtbudget/plans/import";

/// Sends a spreadsheet; where its page is, or the page that refuses it.
async fn send(staff: &mut Browser, name: &str, file: &[u8]) -> testkit::Answer {
    upload(staff, AT, ("sheet", name, file), &[]).await
}

fn words(list: &[&str]) -> Vec<String> {
    list.iter().map(|word| (*word).to_owned()).collect()
}

fn row(list: &[&str]) -> Vec<Value> {
    list.iter().map(|text| Value::from(*text)).collect()
}

async fn editor(app: &testkit::TestApp, town: &testkit::Town) -> Browser {
    app.signed_in(&town.host, town.organisation, civic::permission::Role::Editor).await
}

both! {
    async fn a_spreadsheet_with_errors_is_mended_and_repeated(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        collecting(&app, &town, Collect::default()).await;
        add_question(&app.app, &town.actor, &town.project, question(QuestionKind::One, false, true)).await.unwrap();
        let mut staff = editor(&app, &town).await;
        let head = words(&["Nummer", "Titel", "Kosten", "Status", "Op de site", "Vraag 1: hoe dan ook", "Breedtegraad", "Lengtegraad"]);
        let wrong = [
            row(&["", "Bomen op het plein", "1.250,50", "Op de lijst", "Ja", "Zeker", "52,37", "4,85"]),
            row(&["", "", "gratis", "Weg", "misschien", "vast", "NaN", "4,85"]),
            row(&["99", "Een plan dat er niet is", "", "", "", "", "", ""]),
            row(&["2", "<script>alert(1)</script>", "2000", "", "Ja", "", "", ""]),
            row(&["2", "Nog eens plan 2", "", "", "", "", "", ""]),
        ];
        let sent = send(&mut staff, "plannen.xlsx", &xlsx(&[("Plannen", &head, &wrong)]).unwrap()).await;
        assert_eq!(sent.status, 303, "{}", sent.text);
        let page = staff.get(sent.location()).await.text;
        harmless(&page);
        for part in [
            "Vul dit in.", "Dit bedrag kunnen we niet lezen", "Zet hier Ja of Nee.", "Dit antwoord staat er niet bij",
            "geen plan met dit nummer", "Dit nummer staat in nog een rij.", "Er is niets geschreven",
        ] {
            assert!(page.contains(part), "{part}: {page}");
        }
        assert!(!page.contains("Importeer deze plannen"));
        let run = format!("{}/run", sent.location());
        assert_eq!(staff.post(&run, &[]).await.status, 409, "not by its address either");
        app.run_jobs().await;
        assert_eq!(list(&mut staff).await, 6);
        // Mended.
        let right = [
            row(&["", "Bomen op het plein", "1.250,50", "Op de lijst", "Ja", "Zeker", "52,37", "4,85"]),
            row(&["2", "Plan twee met bomen", "2000", "", "Ja", "nee", "", ""]),
            row(&["", "=HYPERLINK(\"x\")", "", "", "", "", "", ""]),
        ];
        let sent = send(&mut staff, "plannen.csv", &csv(&head, &right).unwrap()).await;
        let at = sent.location().to_owned();
        assert!(staff.get(&at).await.text.contains("Alles klopt"), "{}", staff.get(&at).await.text);
        for _ in 0..2 {
            assert_eq!(staff.post(&format!("{at}/run"), &[]).await.status, 303, "pressed twice");
        }
        let busy = staff.get(&at).await;
        assert!(busy.text.contains("<progress") && busy.headers.contains_key("refresh"), "{}", busy.text);
        app.run_jobs().await;
        let done = staff.get(&at).await;
        assert!(done.text.contains("2 nieuwe plannen.") && done.text.contains("Eén plan gewijzigd."), "{}", done.text);
        assert_eq!(list(&mut staff).await, 7, "one is not on the site");
        let plan = staff.get("/api/v1/projects/buurtbudget/plans/7").await.json();
        assert_eq!((plan["title"].as_str(), plan["cost"].as_i64(), plan["latitude"].as_f64()), (Some("Bomen op het plein"), Some(125_050), Some(52.37)));
        assert_eq!(plan["answers"][0]["value"], "ja");
        let second = staff.get("/api/v1/projects/buurtbudget/plans/2").await.json();
        assert_eq!((second["title"].as_str(), second["answers"][0]["value"].as_str()), (Some("Plan twee met bomen"), Some("nee")));
        assert_eq!(second["summary"], "Samenvatting 2", "a column that is not there changes nothing");
        // The same file once more is another import; its new plans come again only when somebody sends them again.
        assert_eq!(staff.post(&format!("{at}/run"), &[]).await.status, 303);
        app.run_jobs().await;
        assert_eq!(list(&mut staff).await, 7);
    }

    async fn what_is_exported_can_be_sent_back(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        collecting(&app, &town, Collect::default()).await;
        handed_in(&app, &town, "fatima@voorbeeld.nl", "=2+5 bomen op het plein").await;
        let mut staff = editor(&app, &town).await;
        let at = "/staff/projects/buurtbudget/plans/export";
        let file = staff.get(&format!("{at}?format=csv")).await;
        assert_eq!(file.headers["content-type"], "text/csv; charset=utf-8");
        assert!(file.headers["content-disposition"].to_str().unwrap().contains("buurtbudget-plannen.csv"));
        assert!(file.text.contains("'=2+5 bomen") && file.text.contains("fatima@voorbeeld.nl"), "{}", file.text);
        let sheet = read(file.text.as_bytes(), 100).unwrap();
        assert_eq!(sheet.rows.len(), 7);
        assert_eq!(sheet.rows[6].1[1], Cell::Text("=2+5 bomen op het plein".into()));
        let filtered = staff.get(&format!("{at}?q=fatima&format=csv")).await;
        assert_eq!(read(filtered.text.as_bytes(), 100).unwrap().rows.len(), 1, "what the filters leave");
        let back = send(&mut staff, "terug.csv", file.text.as_bytes()).await;
        assert!(staff.get(back.location()).await.text.contains("Alles klopt"), "{}", staff.get(back.location()).await.text);
        staff.post(&format!("{}/run", back.location()), &[]).await;
        app.run_jobs().await;
        assert!(staff.get(back.location()).await.text.contains("7 plannen gewijzigd."));
        let again = staff.get(&format!("{at}?format=csv")).await;
        assert_eq!(again.text, file.text, "nothing changed on the way");
        for format in ["xlsx", "csv"] {
            let template = staff.get(&format!("{AT}/template?format={format}")).await;
            assert_eq!(template.status, 200);
        }
        assert_eq!(staff.get(&format!("{at}?format=exe")).await.status, 400);
        let mut viewer = app.signed_in(&town.host, town.organisation, civic::permission::Role::Viewer).await;
        assert_eq!(viewer.get(&format!("{at}?format=csv")).await.status, 403, "there are addresses in it");
        assert_eq!(app.browser(&town.host).get(&format!("{at}?format=csv")).await.status, 303);
    }

    async fn files_that_are_no_plans_get_a_kind_sentence(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let mut staff = editor(&app, &town).await;
        let many = format!("Titel\n{}", "Bomen\n".repeat(100_000));
        let mut book = Vec::new();
        for (file, why) in [
            (b"Titel;Prijs;<svg onload=alert(1)>\nBomen;1;2\n".to_vec(), "Deze kolommen kennen we niet: Prijs, &lt;svg"),
            (b"Samenvatting\nBomen\n".to_vec(), "Er is geen kolom Titel"),
            (b"Titel;titel\nBomen;1\n".to_vec(), "staat er twee keer: Titel"),
            (many.into_bytes(), "te veel rijen"),
            (b"Titel\ncaf\x81\n".to_vec(), "De letters in dit bestand kunnen we niet lezen"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0".to_vec(), "geen spreadsheet die we kunnen lezen"),
            (b"PK\x03\x04kapot".to_vec(), "beschadigd"),
            (b"\n\n;;;\n".to_vec(), "Er staat niets in dit bestand"),
        ] {
            let refused = send(&mut staff, "../<svg onload=alert(1)>.csv", &file).await;
            assert!((400..500).contains(&refused.status) && refused.text.contains(why), "{why}: {} {}", refused.status, refused.text);
            harmless(&refused.text);
            book = file;
        }
        assert_eq!(send(&mut staff, "leeg.csv", &[]).await.status, 422);
        assert!(!book.is_empty());
        // Letters of an old program are read, and said to be guessed.
        let old = send(&mut staff, "oud.csv", b"Titel;Naam\nCaf\xe9 op het plein;Ren\xe9e\n").await;
        let page = staff.get(old.location()).await.text;
        assert!(page.contains("De letters in dit bestand hebben we geraden"), "{page}");
        staff.post(&format!("{}/run", old.location()), &[]).await;
        app.run_jobs().await;
        assert!(staff.get("/staff/projects/buurtbudget/plans?q=ren%C3%A9e").await.text.contains("Café op het plein"));
        // Another project's import is nobody's here.
        let theirs = testkit::town(&app, "ander", Lang::Nl).await;
        let mut other = editor(&app, &theirs).await;
        assert_eq!(other.get(old.location()).await.status, 404);
        assert_eq!(other.post(&format!("{}/run", old.location()), &[]).await.status, 404);
    }

    async fn an_import_goes_on_where_it_was(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let mut staff = editor(&app, &town).await;
        let rows: Vec<Vec<Value>> = (1..=600).map(|n| vec![Value::from(format!("Plan {n} van het bestand")), Value::from("Ja")]).collect();
        let file = csv(&words(&["Titel", "Op de site"]), &rows).unwrap();
        let sent = send(&mut staff, "veel.csv", &file).await;
        staff.post(&format!("{}/run", sent.location()), &[]).await;
        // Two nodes take it at once: each row is written once.
        let (one, two) = (app.second_node(), app.second_node());
        let (one, two) = tokio::join!(one.runner.run_due(), two.runner.run_due());
        one.unwrap();
        two.unwrap();
        app.run_jobs().await;
        let page = staff.get(sent.location()).await.text;
        assert!(page.contains("600 nieuwe plannen."), "{page}");
        assert_eq!(list(&mut staff).await, 606);
    }

    async fn formulas_of_a_workbook_are_told_and_not_carried_out(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let mut staff = editor(&app, &town).await;
        let mut book = rust_xlsxwriter::Workbook::new();
        let page = book.add_worksheet();
        for (column, word) in [(0, "Titel"), (1, "Samenvatting"), (2, "Kosten")] {
            page.write_string(0, column, word).unwrap();
        }
        page.write_string(1, 0, "Bomen op het plein").unwrap();
        page.write_formula(1, 1, "=HYPERLINK(\"https://evil.example\",\"klik\")").unwrap();
        page.write_formula(1, 2, "=1000+1").unwrap();
        let sent = send(&mut staff, "formules.xlsx", &book.save_to_buffer().unwrap()).await;
        assert_eq!(sent.status, 303, "{}", sent.text);
        let looked = staff.get(sent.location()).await.text;
        assert_eq!(looked.matches("Hier staat een formule.").count(), 2, "{looked}");
        assert!(!looked.contains("evil.example") && !looked.contains("Importeer deze plannen"), "{looked}");
        assert_eq!(staff.post(&format!("{}/run", sent.location()), &[]).await.status, 409);
        assert_eq!(list(&mut staff).await, 6);
    }

    async fn the_name_of_a_file_is_only_text(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let mut staff = app.signed_in(&town.host, town.organisation, civic::permission::Role::Admin).await;
        let name = "../<img src=x onerror=alert(1)>.csv";
        let file = "Titel;Op de site\nBomen op het plein;Ja\n";
        let sent = send(&mut staff, name, file.as_bytes()).await;
        assert_eq!(sent.status, 303, "{}", sent.text);
        let looked = |page: &str| {
            harmless(page);
            assert!(page.contains("&lt;img src=x onerror=alert(1)&gt;.csv"), "{page}");
        };
        looked(&staff.get(sent.location()).await.text);
        assert_eq!(staff.post(&format!("{}/run", sent.location()), &[]).await.status, 303);
        looked(&staff.get(sent.location()).await.text);
        app.run_jobs().await;
        looked(&staff.get(sent.location()).await.text);
        looked(&staff.get(AT).await.text);
        harmless(&staff.get("/staff/log").await.text);
        assert_eq!(list(&mut staff).await, 7);
    }

    async fn letters_of_other_programs_are_read(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let mut staff = editor(&app, &town).await;
        let text = "Titel;Op de site\nCafé op de kade;Ja\n";
        let little: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let big: Vec<u8> = [0xfe, 0xff].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
        let marked = [b"\xef\xbb\xbf".as_slice(), text.as_bytes()].concat();
        let old: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
        for (name, file) in [("little", little), ("big", big), ("marked", marked), ("old", old)] {
            let sent = send(&mut staff, "plannen.csv", &file).await;
            assert_eq!(sent.status, 303, "{name}: {}", sent.text);
            let page = staff.get(sent.location()).await.text;
            assert!(page.contains("Alles klopt"), "{name}: {page}");
            assert_eq!(page.contains("hebben we geraden"), name == "old", "{name}");
            assert_eq!(staff.post(&format!("{}/run", sent.location()), &[]).await.status, 303);
        }
        app.run_jobs().await;
        let found = staff.get("/api/v1/projects/buurtbudget/plans?q=kade&pageSize=100").await.json();
        let titles: Vec<_> = found["items"].as_array().unwrap().iter().map(|plan| plan["title"].clone()).collect();
        assert_eq!(titles, vec![json!("Café op de kade"); 4]);
    }
}
