//! Square codes, as one path of an SVG: no style attribute, no picture from elsewhere.

use fast_qr::QRBuilder;
use maud::{Markup, html};
use std::fmt::Write;

/// A text as a square code with a name for who cannot see it; nothing when the text is too long for one.
#[must_use]
pub fn qr(text: &str, label: &str) -> Markup {
    let Ok(code) = QRBuilder::new(text).build() else { return html! {} };
    let mut path = String::new();
    for (y, row) in code.data.chunks(code.size).take(code.size).enumerate() {
        for (x, module) in row.iter().enumerate() {
            if module.value() {
                // Writing to a string cannot fail.
                let _ = write!(path, "M{} {}h1v1h-1z", x + 2, y + 2);
            }
        }
    }
    let side = code.size + 4;
    html! {
        svg class="totp__qr" viewBox={ "0 0 " (side) " " (side) } role="img" aria-label=(label) { path d=(path) {} }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_three_corners() {
        let svg = qr("https://voorbeeldstad.example/#c=K7PMD-3RTAV-9XQ4N", "Stemcode").into_string();
        assert!(svg.contains("M2 2h1v1h-1z") && svg.contains("role=\"img\""));
        assert!(!svg.contains("style"));
    }
}
