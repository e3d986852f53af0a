//! The rooms of staff.

use super::town::{Answer, HOST, Town};
use axum::body::Body;
use civic::permission::Role;
use http::{Request, StatusCode, header};

fn version_of(form: &Answer) -> String {
    let (_, rest) = form.text.split_once("name=\"version\" value=\"").expect("the version");
    rest.split('"').next().unwrap().to_owned()
}

async fn every_room_asks_who_you_are(town: Town) {
    let project = town.published("West Begroot").await;
    let viewer = town.staff(Role::Viewer, Some(&project)).await;
    let (edit, people) = ("/staff/projects/west-begroot", "/staff/people");
    for path in ["/staff", "/staff/projects", "/staff/log", "/staff/organisation", people, edit] {
        let asked = town.get(path).await;
        assert_eq!(asked.status, StatusCode::SEE_OTHER, "{path}");
        assert!(asked.headers[header::LOCATION].to_str().unwrap().starts_with("/sign-in?next="), "{path}");
    }
    for path in ["/staff", "/staff/projects", "/staff/log", edit] {
        let page = town.get_with(path, &viewer).await;
        assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.text);
        assert!(!page.text.contains("/staff/people"), "the rail shows only rooms that open");
    }
    for path in ["/staff/organisation", people, "/staff/new-project"] {
        assert_eq!(town.get_with(path, &viewer).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(town.post(edit, &viewer, &[("title", "x"), ("version", "1")]).await.status, StatusCode::FORBIDDEN);
    let other = town.published("Oost").await;
    let elsewhere = town.staff(Role::Admin, Some(&other)).await;
    assert_eq!(town.get_with(edit, &elsewhere).await.status, StatusCode::NOT_FOUND);
    assert_eq!(town.post(edit, &elsewhere, &[("title", "x"), ("version", "1")]).await.status, StatusCode::NOT_FOUND);
}

async fn a_project_is_made_written_and_put_on_the_site(town: Town) {
    let admin = town.staff(Role::Admin, None).await;
    let refused = town.post("/staff/new-project", &admin, &[("title", " "), ("summary", "Wat & \"hoe\"")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text.contains("Wat &amp; &quot;hoe&quot;") && refused.text.contains("href=\"#title\""),
        "{}",
        refused.text
    );
    assert!(refused.text.contains("<title>Fout: "));
    let taken = town.post("/staff/new-project", &admin, &[("title", "X"), ("slug", "privacy")]).await;
    assert!(taken.text.contains("Dit is al in gebruik"), "{}", taken.text);
    let made = town.post("/staff/new-project", &admin, &[("title", "Nieuw plein"), ("summary", "Kom kijken.")]).await;
    assert_eq!(made.headers[header::LOCATION], "/staff/projects/nieuw-plein");
    let path = "/staff/projects/nieuw-plein";
    let form = town.get_with(path, &admin).await;
    let version = version_of(&form);
    let fields = [
        ("version", version.as_str()),
        ("title", "Nieuw plein"),
        ("intro", "## Dag\n\nAllemaal"),
        ("title.en", "New square"),
        ("summary", "Kom kijken."),
        ("area", ""),
    ];
    let saved = town.post(path, &admin, &fields).await;
    assert_eq!(saved.headers[header::LOCATION], format!("{path}?saved=1"));
    assert!(town.get_with(&format!("{path}?saved=1"), &admin).await.text.contains("Opgeslagen om 12.00 uur"));
    let late = town.post(path, &admin, &fields).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "somebody else saved in the meantime");
    assert!(late.text.contains("Iemand anders heeft dit net gewijzigd"), "{}", late.text);
    assert_eq!(town.get("/nieuw-plein").await.status, StatusCode::NOT_FOUND);
    let published = town.post(&format!("{path}/state"), &admin, &[("state", "published")]).await;
    assert_eq!(published.status, StatusCode::SEE_OTHER);
    let page = town.get("/nieuw-plein").await.text;
    assert!(page.contains("<h2>Dag</h2>"), "{page}");
    assert!(town.get("/en/nieuw-plein").await.text.contains("New square"));
    assert!(town.get_with("/staff/log", &admin).await.text.contains("Project gemaakt: nieuw-plein"));
}

async fn phases_are_added_changed_and_removed_in_local_time(town: Town) {
    let project = town.published("West Begroot").await;
    let admin = town.staff(Role::Editor, Some(&project)).await;
    let path = "/staff/projects/west-begroot/phases";
    let bad = [("title", "Later"), ("starts_at", "2027-07-01T12:00"), ("ends_at", "2027-07-01T11:00")];
    let refused = town.post(path, &admin, &bad).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text.contains("Het einde ligt voor het begin") && refused.text.contains("value=\"2027-07-01T12:00\"")
    );
    assert!(
        town.post(path, &admin, &[("title", "x"), ("starts_at", "ooit")])
            .await
            .text
            .contains("Dit is geen datum en tijd")
    );
    let good = [("title", "Uitvoeren"), ("title.en", "Building"), ("starts_at", "2027-07-01T12:00"), ("ends_at", "")];
    assert_eq!(town.post(path, &admin, &good).await.status, StatusCode::SEE_OTHER);
    let api = town.get("/api/v1/projects/west-begroot").await.text;
    assert!(api.contains("2027-07-01T10:00:00Z"), "{api}");
    assert!(town.get("/en/west-begroot").await.text.contains("Building"));
    let body: serde_json::Value = serde_json::from_str(&api).unwrap();
    let id = body["phases"][2]["id"].as_str().unwrap();
    let renamed = [("title", "Bouwen"), ("starts_at", "2027-08-01T12:00")];
    assert_eq!(town.post(&format!("{path}/{id}"), &admin, &renamed).await.status, StatusCode::SEE_OTHER);
    let page = town.get("/west-begroot").await.text;
    assert!(page.contains("Bouwen") && !page.contains("Uitvoeren"));
    assert!(!town.get("/en/west-begroot").await.text.contains("Building"), "an empty translation shows the source");
    assert_eq!(town.post(&format!("{path}/{id}/remove"), &admin, &[]).await.status, StatusCode::SEE_OTHER);
    assert!(!town.get("/west-begroot").await.text.contains("Bouwen"));
    for id in ["x", "0198c000-0000-7000-8000-000000000000"] {
        let answer = town.post(&format!("{path}/{id}"), &admin, &renamed).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{id}");
    }
}

async fn page_of(town: &Town, path: &str) -> String {
    town.get(path).await.text
}

async fn rules_change_in_public_with_a_reason(town: Town) {
    let project = town.published("West Begroot").await;
    let (editor, admin) =
        (town.staff(Role::Editor, Some(&project)).await, town.staff(Role::Admin, Some(&project)).await);
    let path = "/staff/projects/west-begroot/rules";
    let mut fields = vec![
        ("decides.nl", "Hier verdelen we geld."),
        ("decides.en", "Here we divide money."),
        ("influence", "co-decide"),
        ("minimum_age", "14"),
        ("budget", "300.000"),
        ("authority.nl", "het bestuur van West"),
        ("answer_weeks", "1"),
        ("residents_only", "1"),
    ];
    assert_eq!(town.post(path, &editor, &fields).await.status, StatusCode::FORBIDDEN);
    assert_eq!(town.post(path, &admin, &fields).await.status, StatusCode::SEE_OTHER);
    let page = town.get("/west-begroot").await.text;
    for sentence in [
        "Hier verdelen we geld.",
        "Iedereen van 14 jaar en ouder die hier woont, mag meedoen.",
        "Er is €\u{a0}300.000 te verdelen.",
        "Het besluit neemt het bestuur van West",
        "Binnen een week na de stemming",
        "Verdeel €\u{a0}300.000 over de plannen",
        "href=\"/west-begroot/log\"",
    ] {
        assert!(page.contains(sentence), "{sentence} in {page}");
    }
    assert!(town.get("/en/west-begroot").await.text.contains("Here we divide money."));
    let silent = town.post(path, &admin, &fields).await;
    assert!(silent.text.contains("href=\"#reason\""), "a change needs a reason: {}", silent.text);
    fields.extend([("reason", "De raad gaf meer geld."), ("budget", "1,250")]);
    let unclear = town.post(path, &admin, &[&[("budget", "1,250"), ("influence", "all")], &fields[..3]].concat()).await;
    assert!(unclear.text.contains("Dit bedrag kunnen we niet lezen"), "{}", unclear.text);
    let without = fields.into_iter().filter(|(name, _)| *name != "budget");
    let good: Vec<_> = without.chain([("budget", "350.000")]).collect();
    assert_eq!(town.post(path, &admin, &good).await.status, StatusCode::SEE_OTHER);
    assert!(
        page_of(&town, "/west-begroot").await.contains("href=\"/west-begroot/log/rules\""),
        "there is a history now"
    );
    let versions = page_of(&town, "/west-begroot/log/rules").await;
    let (newest, first) = versions.split_once("id=\"versie-1\"").unwrap();
    for part in [
        "id=\"versie-2\"",
        "De raad gaf meer geld.",
        "Geldt vanaf 1 maart 2027",
        "<del>",
        "Er is €\u{a0}300.000 te verdelen.",
    ] {
        assert!(newest.contains(part), "{part} in {newest}");
    }
    assert!(first.contains("Er is €\u{a0}300.000 te verdelen.") && !first.contains("<del>"), "{first}");
    assert!(page_of(&town, "/en/west-begroot/log/rules").await.contains("The rules of West Begroot over time"));
    let api: serde_json::Value =
        serde_json::from_str(&page_of(&town, "/api/v1/projects/west-begroot/rules/versions").await).unwrap();
    assert_eq!((&api["items"][0]["version"], &api["items"][1]["version"]), (&2.into(), &1.into()));
    assert_eq!(
        (&api["items"][0]["reason"], &api["items"][1]["budget"]),
        (&"De raad gaf meer geld.".into(), &30_000_000.into())
    );
    town.project("Nog niet").await;
    for path in ["/nog-niet/log/rules", "/api/v1/projects/nog-niet/rules/versions"] {
        assert_eq!(town.get(path).await.status, StatusCode::NOT_FOUND, "{path} of a draft");
    }
    let log = town.get("/west-begroot/log").await.text;
    assert!(log.contains("Spelregels veranderd, versie 2. De raad gaf meer geld."), "{log}");
    assert!(!log.contains("@voorbeeldstad.example</td>"), "the public log names nobody: {log}");
}

async fn a_picture_is_made_anew_and_needs_a_sentence(town: Town) {
    let project = town.published("West Begroot").await;
    let admin = town.staff(Role::Admin, Some(&project)).await;
    let path = "/staff/projects/west-begroot/picture";
    let send = async |file: &[u8], alt: &str| {
        let mut body = Vec::new();
        for (name, more, value) in [("picture", "; filename=\"x.php\"", file), ("picture_alt", "", alt.as_bytes())] {
            body.extend(format!("--grens\r\nContent-Disposition: form-data; name=\"{name}\"{more}\r\n\r\n").as_bytes());
            body.extend(value);
            body.extend(b"\r\n");
        }
        body.extend(b"--grens--\r\n");
        let request = Request::post(path)
            .header(header::HOST, HOST)
            .header(header::COOKIE, &admin)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=grens");
        town.send(request.body(Body::from(body)).unwrap()).await
    };
    let broken = send(b"<?php echo 1;", "Een boom").await;
    assert_eq!(broken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(broken.text.contains("Dit bestand is geen foto die we kunnen lezen"), "{}", broken.text);
    let silent = send(PNG, "").await;
    assert!(silent.text.contains("Schrijf wat er op de foto te zien is"), "{}", silent.text);
    let good = send(PNG, "Een rood vlak").await;
    assert_eq!(good.status, StatusCode::SEE_OTHER, "{}", good.text);
    let page = town.get("/west-begroot").await.text;
    assert!(page.contains("alt=\"Een rood vlak\""), "{page}");
    let (_, rest) = page.split_once("<img src=\"").unwrap();
    let picture = town.get(rest.split('"').next().unwrap()).await;
    assert_eq!(picture.status, StatusCode::OK);
    assert!(picture.headers[header::CONTENT_TYPE].to_str().unwrap().starts_with("image/"));
}

/// A picture of one red pixel.
const PNG: &[u8] = &[
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8,
    2, 0, 0, 0, 0x90, 0x77, 0x53, 0xde, 0, 0, 0, 0x0c, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9c, 0x63, 0xf8, 0xcf, 0xc0, 0,
    0, 3, 1, 1, 0, 0xc9, 0xfe, 0x92, 0xef, 0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
];

async fn the_organisation_its_texts_and_its_people(town: Town) {
    let project = town.published("West Begroot").await;
    let owner = town.staff(Role::Owner, None).await;
    let fields = [
        ("version", "1"),
        ("name", "Gemeente Nieuwstad"),
        ("email", "x@nieuwstad.example"),
        ("tagline", "Kom erbij."),
        ("tagline.en", "Join in."),
        ("formal", "u"),
    ];
    assert_eq!(town.post("/staff/organisation", &owner, &fields).await.status, StatusCode::SEE_OTHER);
    assert!(town.get("/").await.text.contains("Kom erbij."));
    assert!(town.get("/en").await.text.contains("Join in."));
    assert!(
        town.get("/west-begroot").await.text.contains("laat u zien dat u mag stemmen"),
        "people are called u everywhere"
    );
    let late = town.post("/staff/organisation", &owner, &[("version", "1"), ("name", "Te laat"), fields[2]]).await;
    assert!(
        late.text.contains("Te laat") && late.text.contains("role=\"alert\""),
        "what was typed stays: {}",
        late.text
    );
    assert!(!town.get("/").await.text.contains("Te laat"), "somebody else saved in the meantime");
    let bad =
        town.post("/staff/organisation", &owner, &[("version", "2"), ("name", ""), ("email", "geen adres")]).await;
    assert!(bad.text.contains("href=\"#name\"") && bad.text.contains("href=\"#email\""), "{}", bad.text);
    let text =
        town.post("/staff/organisation/pages/privacy", &owner, &[("text.nl", "## Nieuw\n\n<script>1</script>")]).await;
    assert_eq!(text.status, StatusCode::SEE_OTHER);
    let page = town.get("/privacy").await.text;
    assert!(page.contains("<h2>Nieuw</h2>") && !page.contains("<script>1"), "{page}");

    let added = town
        .post(
            "/staff/people",
            &owner,
            &[("email", "jan@nieuwstad.example"), ("role", "editor"), ("project", &project.slug)],
        )
        .await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text);
    let people = town.get_with("/staff/people", &owner).await.text;
    assert!(people.contains("jan@nieuwstad.example") && people.contains("Redacteur"), "{people}");
    let (_, rest) = people.split_once("jan@nieuwstad.example").unwrap();
    let (_, rest) = rest.split_once("name=\"person\" value=\"").unwrap();
    let person = rest.split('"').next().unwrap();
    let fields = [("person", person), ("role", "editor"), ("project", project.slug.as_str())];
    assert_eq!(town.post("/staff/people/remove", &owner, &fields).await.status, StatusCode::SEE_OTHER);
    assert!(!town.get_with("/staff/people", &owner).await.text.contains("jan@nieuwstad.example"));
    let operator =
        town.post("/staff/people", &owner, &[("email", "a@b.nl"), ("role", "operator"), ("project", "")]).await;
    assert_eq!(operator.status, StatusCode::FORBIDDEN, "an owner makes no operator");
    let odd =
        town.post("/staff/people", &owner, &[("email", "a@b.nl"), ("role", "koning"), ("project", "elders")]).await;
    assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY);
}

both! {
    every_room_asks_who_you_are,
    a_project_is_made_written_and_put_on_the_site,
    phases_are_added_changed_and_removed_in_local_time,
    rules_change_in_public_with_a_reason,
    a_picture_is_made_anew_and_needs_a_sentence,
    the_organisation_its_texts_and_its_people,
}
