//! Icons: symbols of one sprite, always beside a word.

use maud::{Markup, html};
use std::sync::OnceLock;

/// Where the sprite is. Its address carries the hash of what is embedded in the program, so it is one for all.
static SPRITE: OnceLock<String> = OnceLock::new();

/// Tells where the sprite is; the first who tells it is right.
pub fn sprite_is_at(url: String) {
    // A second application in one process (tests) has the same files, hence the same address.
    let _ = SPRITE.set(url);
}

/// An icon by its name in `assets/icons.svg`, without the `i-`. It says nothing to a screen reader.
#[must_use]
pub fn icon(name: &str) -> Markup {
    let sprite = SPRITE.get().map_or("/assets/icons.svg", String::as_str);
    html! { svg class="icon" aria-hidden="true" { use href={ (sprite) "#i-" (name) } {} } }
}
