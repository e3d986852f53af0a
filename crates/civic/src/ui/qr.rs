//! Square codes, as one path of an SVG: no style attribute, no picture from elsewhere.

use fast_qr::QRBuilder;
use maud::{Markup, html};
use std::fmt::Write;

/// The white margin around a code in modules, as ISO/IEC 18004 asks: without it some readers do not find the code.
const QUIET: usize = 4;

/// A text as a square code with a name for who cannot see it; nothing when the text is too long for one.
#[must_use]
pub fn qr(text: &str, label: &str) -> Markup {
    let Ok(code) = QRBuilder::new(text).build() else { return html! {} };
    let mut path = String::new();
    for (y, row) in code.data.chunks(code.size).take(code.size).enumerate() {
        for (x, module) in row.iter().enumerate() {
            if module.value() {
                // Writing to a string cannot fail.
                let _ = write!(path, "M{} {}h1v1h-1z", x + QUIET, y + QUIET);
            }
        }
    }
    let side = code.size + 2 * QUIET;
    html! {
        svg class="totp__qr" viewBox={ "0 0 " (side) " " (side) } role="img" aria-label=(label) { path d=(path) {} }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

    use super::*;
    use std::collections::HashSet;

    /// The drawing as pixels, each module eight wide: the side, and which are dark.
    fn pixels(svg: &str) -> (usize, HashSet<(usize, usize)>) {
        let side: usize = svg.split("viewBox=\"0 0 ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
        let path = svg.split(" d=\"").nth(1).unwrap().split('"').next().unwrap();
        let module = |module: &str| {
            let (x, y) = module.strip_suffix("h1v1h-1z").unwrap().split_once(' ').unwrap();
            (x.parse().unwrap(), y.parse().unwrap())
        };
        (side * 8, path.split('M').skip(1).map(module).collect())
    }

    #[test]
    fn a_camera_reads_what_was_written() {
        for text in
            ["https://voorbeeldstad.example/#c=K7PMD-3RTAV-9XQ4N", "otpauth://totp/Gemeente:x?secret=ABC&period=30"]
        {
            let svg = qr(text, "Stemcode").into_string();
            assert!(svg.contains("role=\"img\"") && svg.contains("aria-label=\"Stemcode\"") && !svg.contains("style"));
            let (side, dark) = pixels(&svg);
            let grey = |x: usize, y: usize| if dark.contains(&(x / 8, y / 8)) { 0 } else { 255 };
            let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(side, side, grey);
            let found = prepared.detect_grids();
            assert_eq!(found.len(), 1, "one code is seen");
            assert_eq!(found[0].decode().unwrap().1, text);
        }
    }

    #[test]
    fn what_does_not_fit_in_a_code_gives_none() {
        assert_eq!(qr(&"x".repeat(5_000), "").into_string(), "");
    }
}
