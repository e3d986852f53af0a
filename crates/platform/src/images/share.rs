//! The picture that goes with an address when somebody shares it: 1200 × 630, the size that chat programs and social
//! networks show whole.
//!
//! Its colours are those of the light theme; its letters are the two fonts of the site. What these have no letter for
//! (an emoji, another script) is left out.

use super::{Images, QUALITY};
use crate::error::Error;
use ab_glyph::{Font, FontRef, PxScale, ScaleFont, point};
use bytes::Bytes;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{ExtendedColorType, ImageEncoder, Rgb, RgbImage};

/// In pixels.
pub const WIDTH: u32 = 1200;
/// In pixels.
pub const HEIGHT: u32 = 630;

const PAPER: Rgb<u8> = Rgb([0xff, 0xfd, 0xf8]);
const INK: Rgb<u8> = Rgb([0x16, 0x20, 0x2c]);
const SOFT: Rgb<u8> = Rgb([0x4d, 0x58, 0x66]);
const DELFT: Rgb<u8> = Rgb([0x0a, 0x4d, 0x8c]);
const SUN: Rgb<u8> = Rgb([0xff, 0xd1, 0x66]);
const WHITE: Rgb<u8> = Rgb([0xff, 0xff, 0xff]);

/// Space around everything.
const EDGE: u32 = 64;
/// The band below.
const BAND: u32 = 18;
/// The square with the letter of the municipality.
const MARK: u32 = 64;
/// How wide a photograph is; the words get the rest.
const PHOTO: u32 = 470;
/// Sizes of the title, from large to small: the first at which it fits in so many lines.
const TITLES: [(f32, usize); 4] = [(84.0, 2), (70.0, 3), (58.0, 4), (48.0, 5)];
/// Letters of titles, and of the rest.
const HEADING: &[u8] = include_bytes!("../../fonts/bricolage-grotesque.ttf");
const TEXT: &[u8] = include_bytes!("../../fonts/atkinson-hyperlegible-next.ttf");

/// What stands on it.
#[derive(Debug, Clone, Default)]
pub struct ShareCard {
    /// The letter on the mark.
    pub mark: String,
    /// Whose site.
    pub who: String,
    /// The title, in large letters.
    pub title: String,
    /// A line below it: the project, what it costs.
    pub line: String,
    /// A picture in any form that [`Images::prepare`] makes.
    pub photo: Option<Bytes>,
}

impl Images {
    /// Draws a card as JPEG: some hundredths of a second of one core. It waits for its turn like every other picture.
    ///
    /// # Errors
    /// [`super::ImageRefusal::Busy`] when too many others wait.
    pub async fn share(&self, card: ShareCard) -> Result<Bytes, Error> {
        self.in_turn(move || draw(&card).map_err(Error::internal)).await?
    }
}

/// Why it could not be drawn; neither can come from what stands on it.
#[derive(Debug, thiserror::Error)]
enum DrawError {
    #[error("a font of the program: {0}")]
    Font(#[from] ab_glyph::InvalidFont),
    #[error("the picture: {0}")]
    Image(#[from] image::ImageError),
}

fn draw(card: &ShareCard) -> Result<Bytes, DrawError> {
    let (heading, text) = (Letters::new(HEADING)?, Letters::new(TEXT)?);
    let mut canvas = RgbImage::from_pixel(WIDTH, HEIGHT, PAPER);
    let photo = card.photo.as_ref().and_then(|file| image::load_from_memory(file).ok());
    let room = if photo.is_some() { WIDTH - PHOTO - 2 * EDGE } else { WIDTH - 2 * EDGE };
    if let Some(photo) = photo {
        let photo = photo.resize_to_fill(PHOTO, HEIGHT - BAND, FilterType::Triangle).to_rgb8();
        image::imageops::replace(&mut canvas, &photo, i64::from(WIDTH - PHOTO), 0);
    }
    fill(&mut canvas, (0, HEIGHT - BAND), (WIDTH, BAND), DELFT);
    fill(&mut canvas, (EDGE, HEIGHT - BAND), (3 * MARK, BAND), SUN);
    fill(&mut canvas, (EDGE, EDGE), (MARK, MARK), DELFT);
    let letter = heading.cut(&card.mark, 40.0, MARK as f32);
    let middle = (MARK as f32 - heading.width(&letter, 40.0)) / 2.0;
    heading.write(&mut canvas, &letter, (EDGE as f32 + middle, EDGE as f32 + 46.0), (40.0, WHITE));
    let beside = (EDGE + MARK + 20) as f32;
    let who = text.cut(&card.who, 32.0, (room + EDGE) as f32 - beside);
    text.write(&mut canvas, &who, (beside, EDGE as f32 + 43.0), (32.0, INK));

    let (size, lines) = title(&heading, &card.title, room as f32);
    let height = size * 1.12;
    // The title and its line stand in the middle of what is left.
    let all = height * lines.len() as f32 + 64.0;
    let (above, below) = ((EDGE + MARK + 24) as f32, (HEIGHT - BAND - 40) as f32);
    let mut base = above + ((below - above - all) / 2.0).max(0.0) + size * 0.85;
    for line in &lines {
        heading.write(&mut canvas, line, (EDGE as f32, base), (size, INK));
        base += height;
    }
    let under = text.cut(&card.line, 34.0, room as f32);
    text.write(&mut canvas, &under, (EDGE as f32, base + 6.0), (34.0, SOFT));

    let mut file = Vec::new();
    let coder = JpegEncoder::new_with_quality(&mut file, QUALITY);
    coder.write_image(canvas.as_raw(), WIDTH, HEIGHT, ExtendedColorType::Rgb8)?;
    Ok(file.into())
}

/// The title in the largest size in which it fits, or else in the smallest, cut.
fn title(font: &Letters<'_>, words: &str, room: f32) -> (f32, Vec<String>) {
    for (size, most) in TITLES {
        let lines = font.lines(words, size, room);
        if lines.len() <= most && lines.iter().all(|line| font.width(line, size) <= room) {
            return (size, lines);
        }
    }
    let [.., (size, most)] = TITLES;
    let mut lines = font.lines(words, size, room);
    let rest = lines.split_off((most - 1).min(lines.len()));
    lines.push(rest.join(" "));
    (size, lines.iter().map(|line| font.cut(line, size, room)).collect())
}

fn fill(canvas: &mut RgbImage, (left, top): (u32, u32), (width, height): (u32, u32), colour: Rgb<u8>) {
    let block = RgbImage::from_pixel(width, height, colour);
    image::imageops::replace(canvas, &block, i64::from(left), i64::from(top));
}

/// A font that writes in pixels.
struct Letters<'f>(FontRef<'f>);

impl<'f> Letters<'f> {
    fn new(file: &'f [u8]) -> Result<Self, ab_glyph::InvalidFont> {
        FontRef::try_from_slice(file).map(Letters)
    }

    /// The scale at which an em is so many pixels.
    fn scale(&self, size: f32) -> PxScale {
        let em = self.0.units_per_em().unwrap_or(1000.0);
        PxScale::from(size * self.0.height_unscaled() / em)
    }

    /// What there are letters for.
    fn known(&self, words: &str) -> String {
        let plain = |c: &char| *c == ' ' || self.0.glyph_id(*c).0 != 0;
        words
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .chars()
            .filter(plain)
            .collect::<String>()
            .trim()
            .to_owned()
    }

    fn width(&self, words: &str, size: f32) -> f32 {
        let font = self.0.as_scaled(self.scale(size));
        words.chars().map(|c| font.h_advance(font.glyph_id(c))).sum()
    }

    /// Words in lines that fit; a word that is longer than a line stands alone.
    fn lines(&self, words: &str, size: f32, room: f32) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in self.known(words).split_whitespace() {
            match lines.last_mut() {
                Some(line) if self.width(&format!("{line} {word}"), size) <= room => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => lines.push(word.to_owned()),
            }
        }
        lines
    }

    /// As much of it as fits, with an ellipsis where something is left out.
    fn cut(&self, words: &str, size: f32, room: f32) -> String {
        let words = self.known(words);
        if self.width(&words, size) <= room {
            return words;
        }
        let mut kept = words;
        while kept.pop().is_some() {
            let short = format!("{}…", kept.trim_end());
            if self.width(&short, size) <= room {
                return short;
            }
        }
        kept
    }

    /// Writes a line on a base line.
    fn write(&self, canvas: &mut RgbImage, words: &str, (left, base): (f32, f32), (size, colour): (f32, Rgb<u8>)) {
        let scale = self.scale(size);
        let font = self.0.as_scaled(scale);
        let mut at = left;
        for c in words.chars() {
            let id = font.glyph_id(c);
            if let Some(outline) = self.0.outline_glyph(id.with_scale_and_position(scale, point(at, base))) {
                let corner = outline.px_bounds().min;
                outline.draw(|x, y, covered| {
                    let (x, y) = (corner.x + x as f32, corner.y + y as f32);
                    blend(canvas, (x, y), colour, covered);
                });
            }
            at += font.h_advance(id);
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "floats become whole numbers within their range"
)]
fn blend(canvas: &mut RgbImage, (x, y): (f32, f32), colour: Rgb<u8>, covered: f32) {
    if x < 0.0 || y < 0.0 {
        return;
    }
    if let Some(pixel) = canvas.get_pixel_mut_checked(x as u32, y as u32) {
        for (below, above) in pixel.0.iter_mut().zip(colour.0) {
            let mixed = f32::from(*below) + (f32::from(above) - f32::from(*below)) * covered.clamp(0.0, 1.0);
            *below = mixed.round() as u8;
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;

    fn card(title: &str) -> ShareCard {
        ShareCard {
            mark: "V".into(),
            who: "Gemeente Voorbeeldstad".into(),
            title: title.into(),
            line: "Buurtbudget West · € 12.500".into(),
            photo: None,
        }
    }

    #[test]
    fn every_title_fits() {
        let font = Letters::new(HEADING).unwrap();
        for words in [
            "Bankje",
            "Een groene ontmoetingsplek met moestuin voor jong en oud in het Erasmuspark",
            &"Ontmoetingsplek ".repeat(40),
            &"x".repeat(400),
            "🎈🎈",
            "",
            "سوق",
        ] {
            let (size, lines) = title(&font, words, 600.0);
            assert!(lines.len() <= 5, "{words}");
            for line in &lines {
                assert!(font.width(line, size) <= 600.0, "{line}");
            }
        }
        let (size, lines) = title(&font, &"lang ".repeat(200), 600.0);
        assert_eq!((size, lines.len()), (48.0, 5));
        assert!(lines[4].ends_with('…'), "{lines:?}");
    }

    #[test]
    fn a_card_has_its_size_and_its_words() {
        let read = |file: &Bytes| image::load_from_memory(file).unwrap().to_rgb8();
        let (empty, full) = (read(&draw(&card("")).unwrap()), read(&draw(&card("Een bankje")).unwrap()));
        assert_eq!(full.dimensions(), (WIDTH, HEIGHT));
        let dark = |picture: &RgbImage| picture.pixels().filter(|pixel| pixel.0.iter().all(|part| *part < 90)).count();
        assert!(dark(&full) > dark(&empty) + 3_000, "{} {}", dark(&full), dark(&empty));
    }

    #[test]
    fn a_photograph_stands_on_the_right() {
        let mut file = std::io::Cursor::new(Vec::new());
        RgbImage::from_pixel(800, 600, Rgb([200, 20, 20])).write_to(&mut file, image::ImageFormat::Png).unwrap();
        let photo = Some(Bytes::from(file.into_inner()));
        let drawn = draw(&ShareCard { photo, ..card("Een bankje") }).unwrap();
        let drawn = image::load_from_memory(&drawn).unwrap().to_rgb8();
        let pixel = drawn.get_pixel(WIDTH - 20, 100).0;
        assert!(pixel[0] > 180 && pixel[1] < 50, "{pixel:?}");
        let damaged = draw(&ShareCard { photo: Some(Bytes::from_static(b"no picture")), ..card("Een bankje") });
        assert!(damaged.is_ok(), "a picture that cannot be read is left out");
    }

    #[tokio::test]
    async fn it_is_drawn_in_turn() {
        let drawn = Images::default().share(card("Een bankje")).await.unwrap();
        assert!(drawn.starts_with(&[0xff, 0xd8]) && drawn.len() < 150_000, "{}", drawn.len());
    }
}
