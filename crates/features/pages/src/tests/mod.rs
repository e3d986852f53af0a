//! Pages as a browser gets them: what is kept, for whom, how long; and the forms of staff.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

/// Makes two tests of each function, one for each database. A function gets a fresh town.
macro_rules! both {
    ($($name:ident),+ $(,)?) => {
        $(mod $name {
            use super::super::town::Town;
            use testkit::Kind;

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                super::$name(Town::new(Kind::Sqlite).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                super::$name(Town::new(Kind::Postgres).await).await;
            }
        })+
    };
}

mod staff;
mod town;
mod view;

use platform::i18n::{Lang, Texts, Used};
use std::path::Path;

#[test]
fn both_languages_of_this_crate_say_the_same() {
    let texts = town::texts();
    let mut used = Used::of_dir(Path::new("src")).unwrap();
    for other in ["../../civic/src", "../../platform/src"] {
        used = used.join(Used::of_dir(Path::new(other)).unwrap());
    }
    let names = crate::defaults::page_names();
    let used = used.and(names.iter().flat_map(|name| [format!("page-title-{name}"), format!("page-slug-{name}")]));
    let ours = include_str!("../../locales/nl.ftl");
    // What other crates have and do not use is theirs to mend.
    let problems: Vec<_> = platform::i18n::check(&texts, &used)
        .into_iter()
        .filter(|problem| {
            let key = problem.split('`').nth(1).unwrap_or_default();
            !problem.contains("is not used") || ours.contains(&format!("\n{key} ="))
        })
        .collect();
    assert!(problems.is_empty(), "{problems:#?}");
}

#[test]
fn default_addresses_are_slugs_in_both_languages() {
    let texts: std::sync::Arc<Texts> = town::texts();
    for lang in Lang::ALL {
        for name in crate::defaults::page_names() {
            let slug = texts.lang(lang).text(&format!("page-slug-{name}")).into_owned();
            assert!(platform::ids::is_slug(&slug), "{lang} {name}: {slug}");
        }
    }
}
