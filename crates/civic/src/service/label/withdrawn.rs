//! The status of plans that were withdrawn.

use crate::app::App;
use crate::ids::{ProjectId, StatusId};
use crate::model::Organisation;
use crate::store;
use platform::db::Tx;
use platform::error::Error;
use platform::i18n::Lang;
use platform::{ids, params};

/// The status that a project gives to plans that are withdrawn; made when the first one is.
///
/// # Errors
/// When the database fails.
pub fn withdrawn_status(
    app: &App,
    tx: &mut Tx<'_>,
    organisation: &Organisation,
    project: ProjectId,
) -> Result<StatusId, Error> {
    if let Some(known) = tx.find(&store::WITHDRAWN_STATUS, params![organisation.id, project], |row| row.get(0))? {
        return Ok(known);
    }
    let word = |lang: Lang| app.texts.lang(lang).text("label-status-withdrawn").into_owned();
    let own = word(organisation.default_lang);
    let known = store::statuses(tx, organisation.id, project, organisation.default_lang)?;
    let stem = ids::slug(&own, "status");
    // One that says so already: new projects have it.
    if let Some(status) = known.iter().find(|status| status.slug == stem && !status.votable) {
        tx.execute(&store::SET_MEANING, params![organisation.id, status.id, "withdrawn"])?;
        return Ok(status.id);
    }
    let mut slugs = std::iter::once(stem.clone()).chain((2..=1_000).map(|number| format!("{stem}-{number}")));
    let slug = slugs.find(|slug| !known.iter().any(|status| status.slug == *slug)).unwrap_or(stem);
    let params = params![organisation.id, project, slug, own.as_str(), false, known.len()];
    let made: StatusId = tx.one(&store::ADD_STATUS, params, |row| row.get(0))?;
    tx.execute(&store::SET_MEANING, params![organisation.id, made, "withdrawn"])?;
    for lang in organisation.languages.iter().filter(|lang| **lang != organisation.default_lang) {
        store::set_translation(tx, organisation.id, ("status", made.0, "title"), *lang, &word(*lang))?;
    }
    Ok(made)
}
