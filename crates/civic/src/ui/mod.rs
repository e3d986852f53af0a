//! What pages are made of: the document around them and the components inside.
//!
//! Components are functions that take plain values and give [`maud::Markup`]; maud escapes every value, so what
//! somebody typed can only ever be text. The classes are those of `assets/README.md`.

pub mod error;
pub mod figures;
pub mod form;
mod icon;
pub mod list;
pub mod log;
pub mod notice;
pub mod qr;
pub mod shell;
pub mod staff;
pub mod time;

pub use icon::{icon, sprite_is_at};
pub use shell::{Frame, shell};

use platform::i18n::Lang;

/// The texts of this crate.
pub const LOCALES: [(Lang, &str); 4] = [
    (Lang::Nl, include_str!("../../locales/nl.ftl")),
    (Lang::En, include_str!("../../locales/en.ftl")),
    (Lang::Nl, include_str!("../../locales/busy.nl.ftl")),
    (Lang::En, include_str!("../../locales/busy.en.ftl")),
];

#[cfg(test)]
mod tests;
