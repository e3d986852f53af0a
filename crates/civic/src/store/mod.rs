//! The SQL of organisations, projects and what they are made of. Nothing else.

use platform::db::Sql;

/// A translatable field: the translation into the language of a parameter, or the source.
#[macro_export]
macro_rules! translated {
    ($entity:literal, $alias:literal, $field:literal, $lang:literal) => {
        concat!(
            "COALESCE((SELECT text FROM translation WHERE entity = '",
            $entity,
            "' AND entity_id = ",
            $alias,
            ".id AND field = '",
            $field,
            "' AND lang = ",
            $lang,
            "), ",
            $alias,
            ".",
            $field,
            ")"
        )
    };
}

mod generation;
mod labels;
mod organisation;
mod page;
mod project;
mod translation;

pub use generation::{front_scope, generation, project_changed, raise, settings_scope};
pub use labels::{
    ADD_AREA, ADD_STATUS, ADD_TAG, ADD_TAG_TYPE, AREA_SHAPE, AREAS_NAMED, LABEL_TRANSLATIONS, PLACE_AREA, PLACE_STATUS,
    PLACE_TAG, PLACE_TAG_TYPE, REMOVE_AREA, REMOVE_STATUS, REMOVE_TAG, REMOVE_TAG_TYPE, SET_AREA, SET_AREA_SHAPE,
    SET_MEANING, SET_STATUS, SET_TAG, SET_TAG_TYPE, TAG_TYPES_NAMED, WITHDRAWN_STATUS, area_shapes, areas, statuses,
    tag_types,
};
pub use organisation::{
    ADD_HOST, ADD_ORGANISATION, PUBLIC_FILES, REMOVE_HOSTS, SET_LANGUAGES, SET_ORGANISATION, host_owner, hosts,
    organisation_by_host, organisation_by_id, organisations,
};
pub use page::{ADD_BLOCK, ADD_PAGE, ADD_SECTION, BLOCK, SET_BLOCK, pages, sections};
pub use project::{
    ACTIVITY_CLASH, ADD_ACTIVITY, ADD_PHASE, ADD_PROJECT, ADD_RULES, ANNOUNCE_ACTIVITY, REMOVE_ACTIVITY, REMOVE_PHASE,
    SET_ACTIVITY, SET_PHASE, SET_PROJECT, SET_PROJECT_STATE, activities, activity_phase, phases, project_by_id,
    project_by_name, project_by_slug, project_by_uuid, projects, rules, rules_versions,
};
pub use translation::{REMOVE_TRANSLATIONS, set_translation, translations};

/// Every statement of these rooms.
#[must_use]
pub fn all_statements() -> Vec<&'static [&'static Sql]> {
    vec![
        generation::STATEMENTS,
        labels::STATEMENTS,
        organisation::STATEMENTS,
        page::STATEMENTS,
        project::STATEMENTS,
        translation::STATEMENTS,
    ]
}
