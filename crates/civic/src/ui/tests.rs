//! Whatever somebody typed is text (S1–S3), and what is shown is what was meant.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use super::figures::{self, Column, Mark, ReceiptLine};
use super::form::{self, Area, Choices, Input, Select, Upload};
use super::list::{self, FilterBar, PlanCard, Row};
use super::notice::{self, Look, Tone};
use super::time::{self, Stop};
use super::{LOCALES, log};
use crate::model::When;
use crate::refusal::Refusal;
use jiff::Timestamp;
use maud::{Markup, html};
use platform::i18n::{Lang, T, Texts, Used};
use platform::money::Cents;
use platform::web::form::Form;
use std::sync::Arc;

const HOSTILE: &str = "\"><img src=x onerror=alert(1)><script>alert('1')</script>{{7*7}}'&\u{202e}";

fn texts() -> Arc<Texts> {
    let files: Vec<_> = platform::i18n::LOCALES.into_iter().chain(LOCALES).collect();
    Texts::build(&files).unwrap()
}

fn t() -> T {
    texts().lang(Lang::Nl)
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// The tags of a piece of HTML: the names only.
fn tags(html: &str) -> Vec<String> {
    html.split('<')
        .skip(1)
        .map(|rest| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '/').collect())
        .collect()
}

/// Makes the same markup from a harmless and from a hostile text: the tags have to be the same, and no attribute may
/// end early.
fn same_tags(name: &str, make: impl Fn(&str) -> Markup) {
    let (calm, wild) = (make("calm").into_string(), make(HOSTILE).into_string());
    assert_eq!(tags(&calm), tags(&wild), "{name}: {wild}");
    assert!(!wild.contains("<script"), "{name}: {wild}");
    assert!(!wild.contains("<img src=x"), "{name}: {wild}");
    let quotes = |html: &str| html.matches('"').count();
    assert_eq!(quotes(&calm), quotes(&wild), "{name}: a quotation mark got through: {wild}");
}

#[test]
fn what_somebody_typed_is_only_ever_text() {
    let t = t();
    let (from, to) = (at("2027-02-17T08:00:00Z"), at("2027-03-03T11:00:00Z"));
    same_tags("alert", |x| notice::alert(Tone::Error, x, html! { p { (x) } }));
    same_tags("alert_aloud", |x| notice::alert_aloud(Tone::Info, x, html! {}));
    same_tags("empty", |x| notice::empty(x, x, Some((x, x))));
    same_tags("panel", |x| notice::panel(x, x, html! {}));
    same_tags("section", |x| notice::section(x, x, Some((x, x)), true, html! {}));
    same_tags("button_link", |x| notice::button_link(Look::Primary, x, x));
    same_tags("sign", |x| notice::sign(x, x, x, (x, x)));
    same_tags("fold", |x| notice::fold(x, x, html! {}));
    same_tags("paragraphs", notice::paragraphs);
    same_tags("phase", |x| time::phase(x, When::Now, x));
    same_tags("phase_word", |x| time::phase_word(x, When::Past));
    same_tags("phase_line", |x| time::phase_line(&t, &[Stop { name: x.into(), when_text: x.into(), when: When::Now }]));
    same_tags("steps", |x| time::steps(x, &[x, x], 1, 1));
    same_tags("timeline", |x| time::timeline(&[(from, x.into(), html! { p { (x) } })]));
    same_tags("theme_pill", figures::theme_pill);
    same_tags("status", |x| figures::status(Mark::Won, x));
    same_tags("facts", |x| figures::facts(&[(x.into(), html! { (x) })]));
    same_tags("figures", |x| figures::figures(&[(x.into(), x.into())]));
    same_tags("table", |x| {
        let column = Column { href: Some(x.into()), ..Column::words(x) };
        figures::table(x, x, &[column], &[vec![html! { (x) }]], 0, true)
    });
    same_tags("receipt", |x| {
        let line = ReceiptLine { number: 1, title: x.into(), amount: x.into(), remove: None };
        figures::receipt(&t, vec![line], (x, x), Some((x, x)))
    });
    same_tags("picture", |x| list::picture(x, x, false));
    same_tags("plan_card", |x| {
        let themes = [x];
        let card = PlanCard { number: Some(1), title: x, href: x, text: x, picture: Some(x), ..PlanCard::default() };
        list::plan_card(&t, PlanCard { themes: &themes, support: x, cost: Some(Cents(100)), ..card })
    });
    same_tags("rows", |x| {
        list::rows(vec![Row { title: x, href: x, text: x, picture: Some(x), end: Some(html! { (x) }) }])
    });
    same_tags("filter_bar", |x| {
        let groups = [(x, x, vec![(x, x)], x)];
        let hidden = [(x, x)];
        let bar = FilterBar {
            action: x,
            label: x,
            search_label: x,
            search: x,
            more_label: x,
            chips: &groups,
            selects: &groups,
            hidden: &hidden,
            swap: x,
        };
        list::filter_bar(&t, &bar)
    });
    same_tags("list_head", |x| list::list_head(x, x, x, &[("list", x, x.into(), true)]));
    same_tags("pagination", |x| list::pagination(&t, 2, 3, |_| x.into()));
    same_tags("tabs", |x| list::tabs(&[(x.into(), x.into(), true)]));
    same_tags("deed", |x| super::staff::deed(x, x, html! {}));
    assert!(time::when_text(&t, from, from, Some(to)).contains("tot 3 maart 2027, 12.00 uur"));
}

#[test]
fn fields_keep_what_was_typed_and_say_what_is_wrong() {
    let t = t();
    let refusals = [Refusal::TooLong("name", 80).into()];
    let wrong = |x: &str| Form::filled([("name", x)]).refused(&refusals);
    let options = |x: &str| vec![(x.to_owned(), x.to_owned())];
    let choices = |x: &str| vec![(x.to_owned(), x.to_owned(), x.to_owned())];
    same_tags("input", |x| Input::new("name", x).hint(x).optional().show(&t, &wrong(x)));
    same_tags("area", |x| Area::new("name", x).hint(x).show(&t, &wrong(x)));
    same_tags("select", |x| Select::new("name", x, &options(x)).hint(x).show(&t, &wrong(x)));
    same_tags("choices", |x| Choices::many("name", x, &choices(x)).hint(x).show(&t, &wrong(x)));
    same_tags("upload", |x| Upload::new("name", x, "image/png").hint(x).show(&t, &wrong(x)));
    same_tags("tick", |x| form::tick("name", x, x, &wrong(x)));
    same_tags("group", |x| form::group(x, x, html! {}));
    same_tags("button_form", |x| form::button_form(x, Look::Danger, x, &[(x, x)]));

    let shown = Input::new("name", "Naam").hint("Kort").show(&t, &wrong("Jan & co")).into_string();
    assert!(shown.contains(r#"value="Jan &amp; co""#), "{shown}");
    assert!(shown.contains(r#"aria-describedby="name-hint name-fout" aria-invalid="true""#), "{shown}");
    assert!(shown.contains("Dit is te lang. Gebruik ten hoogste 80 tekens."), "{shown}");
    let area = Area::new("name", "Tekst").show(&t, &wrong("\n\nregel")).into_string();
    assert!(area.contains(">\n\n\nregel</textarea>"), "a browser drops the first line break: {area}");
    let summary = form::errors(&t, &wrong("x")).into_string();
    assert!(summary.contains("href=\"#name\"") && summary.contains("Wat je hebt ingevuld, staat er nog."), "{summary}");
    assert_eq!(form::errors(&t, &Form::default()).into_string(), "");
}

#[test]
fn what_is_open_says_so_with_its_date() {
    let t = t();
    let (from, to) = (at("2027-02-17T08:00:00Z"), at("2027-03-03T11:00:00Z"));
    let text = |now: &str| time::when_text(&t, at(now), from, Some(to));
    assert_eq!(text("2027-02-17T07:59:59Z"), "vanaf 17 februari 2027, 9.00 uur");
    assert_eq!(text("2027-02-17T08:00:00Z"), "tot 3 maart 2027, 12.00 uur");
    assert_eq!(text("2027-03-03T11:00:00Z"), "tot 3 maart 2027");
    assert_eq!(time::when_text(&t, to, from, None), "altijd open");
    assert_eq!(time::range(&t, from, Some(to)), "17 februari – 3 maart 2027");
    // Midnight in Amsterdam at the end of the year.
    let midnight = at("2027-12-31T23:00:00Z");
    assert_eq!(time::range(&t, from, Some(midnight)), "17 februari – 31 december 2027");
    assert_eq!(time::range(&t, at("2026-12-01T08:00:00Z"), Some(to)), "1 december 2026 – 3 maart 2027");
    assert_eq!(time::range(&t, at("2027-12-31T08:00:00Z"), Some(midnight)), "31 december 2027");
}

#[test]
fn pages_of_a_list_are_few_and_lead_on() {
    let t = t();
    let html = list::pagination(&t, 500, 1000, |n| format!("?page={n}")).into_string();
    for there in ["?page=1\"", "?page=499", "?page=500", "?page=501", "?page=1000"] {
        assert!(html.contains(there), "{there} in {html}");
    }
    assert!(!html.contains("?page=250") && html.contains("rel=\"next\"") && html.contains("rel=\"prev\""));
    assert_eq!(list::pagination(&t, 1, 1, |_| String::new()).into_string(), "");
}

#[test]
fn a_picture_offers_the_sizes_that_were_saved() {
    let html = list::picture("ab/abc-w800.jpg", "Een boom", true).into_string();
    assert!(html.contains("srcset=\"/files/ab/abc-w400.jpg 400w, /files/ab/abc-w800.jpg 800w\""), "{html}");
    let small = list::picture("ab/abc-w300.jpg", "", false).into_string();
    assert!(!small.contains("srcset") && small.contains("loading=\"lazy\""), "{small}");
}

#[test]
fn a_strip_never_divides_by_nothing() {
    assert_eq!(figures::percent(2_500_000, 30_000_000), "8.33%");
    assert_eq!(figures::percent(i64::MAX, 1), "922337203685477580700.00%");
    assert_eq!(figures::percent(1, 0), "0%");
    let html = figures::strip(&[60, 60], 100, false).into_string();
    assert!(html.contains("strip__block--over") && html.contains("x=\"60.00%\""), "{html}");
}

#[test]
fn the_log_is_worded_from_its_facts() {
    let t = t();
    let facts = serde_json::json!({ "version": 3, "reason": HOSTILE });
    let said = log::sentence(&t, "log-rules-changed", &facts);
    assert_eq!(said, format!("Spelregels veranderd, versie 3. {HOSTILE}"));
    let role = log::sentence(&t, "log-role-given", &serde_json::json!({ "role": "editor", "project": null }));
    assert_eq!(role, "Rol gegeven: redacteur");
}

#[test]
fn both_languages_of_this_crate_say_the_same() {
    let texts = texts();
    let mut used = Used::of_dir(std::path::Path::new("src")).unwrap();
    used = used.join(Used::of_dir(std::path::Path::new("../platform/src")).unwrap());
    let influence = crate::model::Influence::ALL.map(|step| step.code());
    let composed = influence.iter().flat_map(|code| [format!("influence-{code}"), format!("influence-{code}-means")]);
    let roles = crate::permission::Role::ALL.map(|role| format!("role-{}", role.code()));
    let states = ["draft", "published", "archived"].map(|state| format!("project-state-{state}"));
    let used = used.and(composed).and(roles).and(states).and(["role-resident", "role-system"]);
    let problems = platform::i18n::check(&texts, &used);
    // The words of the platform are there for all features.
    let ours: Vec<_> =
        problems.iter().filter(|p| !p.contains("is not used") || LOCALES[0].1.contains(key_of(p))).collect();
    assert!(ours.is_empty(), "{ours:#?}");
}

fn key_of(problem: &str) -> &str {
    problem.split('`').nth(1).unwrap_or_default()
}
