//! The pages that a new organisation and a new project begin with.

use civic::block::Registry;
use civic::model::{Organisation, PageRole, Project};
use civic::service::{NewBlock, NewPage, NewSection, add_page};
use civic::{Actor, App, store};
use platform::error::{Common, Error};
use platform::i18n::Lang;
use platform::text::markdown_to_html;
use serde_json::{Map, Value, json};

/// A text page: the keys of its address and title end in this name, and its texts by language.
struct TextPage {
    name: &'static str,
    in_menu: bool,
    texts: [(Lang, &'static str); 2],
}

const TEXT_PAGES: [TextPage; 4] = [
    TextPage {
        name: "about",
        in_menu: true,
        texts: [(Lang::Nl, include_str!("../texts/about.nl.md")), (Lang::En, include_str!("../texts/about.en.md"))],
    },
    TextPage {
        name: "privacy",
        in_menu: false,
        texts: [(Lang::Nl, include_str!("../texts/privacy.nl.md")), (Lang::En, include_str!("../texts/privacy.en.md"))],
    },
    TextPage {
        name: "accessibility",
        in_menu: false,
        texts: [
            (Lang::Nl, include_str!("../texts/accessibility.nl.md")),
            (Lang::En, include_str!("../texts/accessibility.en.md")),
        ],
    },
    TextPage {
        name: "house-rules",
        in_menu: false,
        texts: [
            (Lang::Nl, include_str!("../texts/house-rules.nl.md")),
            (Lang::En, include_str!("../texts/house-rules.en.md")),
        ],
    },
];

/// A page of a project: name (end of its keys), role, whether it is in the menu, the rows of kinds.
type ProjectPage = (&'static str, PageRole, bool, &'static [(&'static str, &'static [&'static str])]);

const PROJECT_PAGES: [ProjectPage; 6] = [
    (
        "home",
        PageRole::Home,
        true,
        &[("full", &["hero"]), ("full", &["plans-preview"]), ("side-sand", &["rules", "contact"])],
    ),
    ("plans", PageRole::Plans, true, &[("full", &["plans-list"])]),
    ("plan", PageRole::Plan, false, &[("full", &["plan"])]),
    ("hand-in", PageRole::HandIn, true, &[("full", &["plan-form"])]),
    ("vote", PageRole::Vote, true, &[("full", &["vote"])]),
    ("outcome", PageRole::Outcome, true, &[("full", &["outcome"])]),
];

/// Makes the front page and the text pages (about, privacy, accessibility, house rules) of a new organisation.
///
/// # Errors
/// Refused without the right, or when such pages are there already.
pub async fn organisation_pages(app: &App, registry: &Registry, actor: &Actor) -> Result<(), Error> {
    let organisation = &own(app, actor).await?;
    let front = NewPage {
        slug: String::new(),
        role: PageRole::Home,
        title: organisation.name.chars().take(80).collect(),
        in_menu: false,
        sections: vec![row(registry, "full", &["projects"])],
        translations: Vec::new(),
    };
    add_page(app, registry, actor, None, front).await?;
    for page in TEXT_PAGES {
        let filled = |text: &str| {
            let text = text.replace("{organisation}", &organisation.name);
            markdown_to_html(&text.replace("{email}", &organisation.contact_email))
        };
        let html: Map<String, Value> =
            page.texts.iter().map(|(lang, text)| (lang.code().to_owned(), json!(filled(text)))).collect();
        let blocks = vec![
            NewBlock { kind: "heading", settings: json!({}) },
            NewBlock { kind: "text", settings: json!({ "text": html }) },
        ];
        let sections = vec![NewSection { layout: "reading", blocks }];
        let (slug, title, translations) = names(app, organisation, page.name);
        let new = NewPage { slug, role: PageRole::Text, title, in_menu: page.in_menu, sections, translations };
        add_page(app, registry, actor, None, new).await?;
    }
    Ok(())
}

/// Makes the pages of a new project: first page, plans, one plan, handing in, vote, outcome. Kinds of blocks that this
/// program does not have are left out, and pages with nothing on them too.
///
/// # Errors
/// Refused without the right, or when such pages are there already.
pub async fn project_pages(app: &App, registry: &Registry, actor: &Actor, project: &Project) -> Result<(), Error> {
    let organisation = &own(app, actor).await?;
    for (name, role, in_menu, rows) in PROJECT_PAGES {
        let sections: Vec<NewSection> = rows
            .iter()
            .map(|(layout, kinds)| row(registry, layout, kinds))
            .filter(|section| !section.blocks.is_empty())
            .collect();
        if sections.is_empty() {
            continue;
        }
        let (slug, title, translations) = names(app, organisation, name);
        let slug = if role == PageRole::Home { String::new() } else { slug };
        let new = NewPage { slug, role, title, in_menu, sections, translations };
        add_page(app, registry, actor, Some(project.id), new).await?;
    }
    Ok(())
}

/// The organisation that the actor works for.
async fn own(app: &App, actor: &Actor) -> Result<Organisation, Error> {
    let id = actor.organisation;
    let found = app.db.read(move |reader| Ok::<_, Error>(store::organisation_by_id(reader, id)?)).await?;
    found.ok_or(Common::NotFound.into())
}

fn row(registry: &Registry, layout: &'static str, kinds: &[&'static str]) -> NewSection {
    let known = kinds.iter().filter_map(|kind| registry.get(kind).map(|found| (*kind, found)));
    let blocks = known.map(|(kind, found)| NewBlock { kind, settings: found.default_settings() }).collect();
    NewSection { layout, blocks }
}

/// The address and title of a page in the organisation's own language, and its title in the others.
fn names(app: &App, organisation: &Organisation, name: &str) -> (String, String, Vec<(Lang, String)>) {
    let title = |lang: Lang| app.texts.lang(lang).text(&format!("page-title-{name}")).into_owned();
    let own = organisation.default_lang;
    let slug = app.texts.lang(own).text(&format!("page-slug-{name}")).into_owned();
    let others = organisation.languages.iter().copied().filter(|lang| *lang != own);
    (slug, title(own), others.map(|lang| (lang, title(lang))).collect())
}

/// The names that end the keys of the default pages, for the test of the texts.
#[must_use]
pub fn page_names() -> Vec<&'static str> {
    TEXT_PAGES.iter().map(|page| page.name).chain(PROJECT_PAGES.iter().map(|page| page.0)).collect()
}
