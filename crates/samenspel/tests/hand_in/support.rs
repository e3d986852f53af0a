//! What these tests share: a project that collects, browsers that hand in.

use axum::body::Body;
use http::Method;
use platform::i18n::Lang;
use proposals::model::{Asked, Choice, Collect, Identify, QuestionKind, QuestionSettings};
use proposals::service::collect::{NewQuestion, save_collect};
use serde_json::{Value, json};
use testkit::{Browser, TestApp, Town, moment};

pub const FORM: &str = "/buurtbudget/plan-insturen";
pub const DRAFTS: &str = "/api/v1/projects/buurtbudget/plan-drafts";
pub const HOSTILE: [&str; 6] = [
    "<img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>",
    "{{7*7}} ${7*7} <%= 7*7 %>",
    "🌳🌳🌳 bomen",
    "حديقة الحي الجميل",
    "'; DROP TABLE proposal; --",
];

/// Plans can be handed in until 15 March, and after that comes the vote.
pub async fn collecting(app: &TestApp, town: &Town, collect: Collect) {
    let window = (moment("2027-02-20T12:00"), moment("2027-03-15T12:00"));
    save_collect(&app.app, &town.actor, &town.project, None, window, collect).await.unwrap();
    let phase = civic::service::NewPhase {
        title: "Stemmen".into(),
        description: String::new(),
        starts_at: moment("2027-04-01T12:00"),
        ends_at: None,
    };
    civic::service::add_phase(&app.app, &town.actor, &town.project, phase).await.unwrap();
}

pub fn easy() -> Collect {
    Collect { identify: Identify::None, summary: Asked::Optional, ..Collect::default() }
}

pub fn question(kind: QuestionKind, required: bool, shown: bool) -> NewQuestion {
    let choice = |key: &str, nl: &str, en: &str| Choice {
        key: key.into(),
        words: [("nl".into(), nl.into()), ("en".into(), en.into())].into(),
    };
    let choices = vec![choice("ja", "Zeker", "Sure"), choice("nee", "Liever niet", "Rather not")];
    NewQuestion {
        kind,
        label: format!("Vraag {}", kind.code()),
        help: String::new(),
        required,
        shown,
        settings: QuestionSettings { choices, ..QuestionSettings::default() },
        translations: [(Lang::En, (format!("Question {}", kind.code()), String::new()))].into(),
    }
}

/// The draft in an address, `…?draft=UUID&step=…`.
pub fn draft_in(location: &str) -> String {
    location.split("draft=").nth(1).unwrap().split('&').next().unwrap().to_owned()
}

/// The value of a hidden field of a page.
pub fn hidden(page: &str, name: &str) -> String {
    let from = page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_else(|| panic!("no {name}: {page}"));
    from.split('"').next().unwrap().to_owned()
}

/// Fills in a step without script, as its page was.
pub async fn fill(browser: &mut Browser, at: &str, fields: &[(&str, &str)]) -> testkit::Answer {
    let page = browser.get(at).await;
    assert_eq!(page.status, 200, "{at}: {}", page.text);
    let (draft, version, step) =
        (hidden(&page.text, "draft"), hidden(&page.text, "version"), hidden(&page.text, "step"));
    let mut all = vec![("draft", draft.as_str()), ("version", version.as_str()), ("step", step.as_str())];
    let marks: Vec<(String, String)> = fields
        .iter()
        .map(|(name, _)| format!("was-{name}"))
        .map(|name| (name.clone(), hidden(&page.text, &name)))
        .collect();
    all.extend(marks.iter().map(|(name, mark)| (name.as_str(), mark.as_str())));
    all.extend(fields.iter().copied());
    browser.post("/do/plans/buurtbudget/draft", &all).await
}

pub const TEXT: &str =
    "Op het plein staat niets. We willen er bomen planten, met een bank eronder waar je kunt zitten.";

/// Writes a draft by the API; its id.
pub async fn write(browser: &mut Browser, fields: Value) -> String {
    let begun = browser.json(Method::POST, DRAFTS, &json!({ "fields": fields })).await;
    assert_eq!(begun.status, 201, "{}", begun.text);
    begun.json()["id"].as_str().unwrap().to_owned()
}

pub async fn press(browser: &mut Browser, id: &str) -> testkit::Answer {
    browser.json(Method::POST, &format!("{DRAFTS}/{id}/hand-in"), &json!({})).await
}

pub fn keys(answer: &testkit::Answer) -> Vec<String> {
    let errors = answer.json()["errors"].as_array().cloned().unwrap_or_default();
    errors
        .iter()
        .map(|error| format!("{}:{}", error["field"].as_str().unwrap_or("-"), error["code"].as_str().unwrap()))
        .collect()
}

/// Signs in as a resident who has handed in before, by the code of the mail.
pub async fn code_of_last_mail(app: &TestApp) -> String {
    app.run_jobs().await;
    let mails = app.mails();
    let last = mails.iter().rfind(|mail| mail.contains("Je code") || mail.contains("Your code")).unwrap();
    let digits = |word: &&str| word.len() == 6 && word.bytes().all(|b| b.is_ascii_digit());
    last.split(|c: char| !c.is_ascii_alphanumeric()).find(digits).unwrap_or_else(|| panic!("{last}")).to_owned()
}

/// Hands in a plan with an address, and answers the browser that is signed in now.
pub async fn handed_in(app: &TestApp, town: &Town, email: &str, title: &str) -> Browser {
    let mut browser = app.browser(&town.host);
    let fields = json!({ "title": [title], "summary": ["Bomen en een bank op het plein."], "text": [TEXT], "email": [email], "name": ["Fatima de Vries"] });
    let id = write(&mut browser, fields).await;
    let asked = browser.post("/do/plans/buurtbudget/hand-in", &[("draft", &id)]).await;
    assert_eq!(asked.status, 200, "{}", asked.text);
    let code = code_of_last_mail(app).await;
    let done = browser.post("/do/plans/buurtbudget/code", &[("draft", &id), ("code", &code)]).await;
    assert_eq!(done.status, 303, "{}", done.text);
    browser
}

pub async fn own(browser: &mut Browser) -> Value {
    let mine = browser.get("/api/v1/my-plans").await;
    assert_eq!(mine.status, 200, "{}", mine.text);
    mine.json()["items"].clone()
}

pub async fn list(browser: &mut Browser) -> i64 {
    browser.get("/api/v1/projects/buurtbudget/plans").await.json()["total"].as_i64().unwrap()
}

/// No script of somebody's own on a page.
pub fn harmless(page: &str) {
    for bad in ["<script>alert", "<img src=x", "<svg onload", "href=\"javascript:"] {
        assert!(!page.contains(bad), "{bad} in {page}");
    }
}

/// A plain PNG of this size.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    let mut out = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_pixel(width, height, image::Rgb([30, 120, 60]))
        .write_to(&mut out, image::ImageFormat::Png)
        .unwrap();
    out.into_inner()
}

/// The step of pictures, as a browser sends it.
pub async fn picture(browser: &mut Browser, draft: &str, file: &[u8], fields: &[(&str, &str)]) -> testkit::Answer {
    attach(browser, draft, ("picture", "../<svg onload=alert(1)>.png", file), fields).await
}

/// The same with a file of any field and name.
pub async fn attach(
    browser: &mut Browser,
    draft: &str,
    (field, name, file): (&str, &str, &[u8]),
    fields: &[(&str, &str)],
) -> testkit::Answer {
    let go = if file.is_empty() { "next" } else { "upload" };
    let fixed = [("draft", draft), ("step", "pictures"), ("go", go)];
    let all: Vec<(&str, &str)> = fixed.into_iter().chain(fields.iter().copied()).collect();
    upload(browser, "/do/plans/buurtbudget/pictures", (field, name, file), &all).await
}

/// A form with a file.
pub async fn upload(
    browser: &mut Browser,
    path: &str,
    (field, name, file): (&str, &str, &[u8]),
    fields: &[(&str, &str)],
) -> testkit::Answer {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(
            format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes(),
        );
    }
    let head = format!("--edge\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\r\n");
    body.extend(head.as_bytes());
    body.extend(file);
    body.extend(b"\r\n--edge--\r\n");
    browser.send(Method::POST, path, Some("multipart/form-data; boundary=edge"), Body::from(body)).await
}
