//! Pictures that people send: looked at before they are decoded, and made anew, so that nothing of the file that
//! came in is ever served. Place, camera and colour profile go; the orientation is carried out first.

pub mod share;

use crate::error::{Arg, Error, Reason, Refusal};
use crate::i18n::{Lang, bytes as write_bytes};
use bytes::Bytes;
use fast_image_resize::images::Image as Pixels;
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use http::StatusCode;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::webp::WebPEncoder;
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageFormat, ImageReader};
use std::io::Cursor;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::Semaphore;

/// The largest file that is looked at, in bytes.
pub const MAX_BYTES: usize = 15_000_000;
/// The most pixels that are decoded: 40 million take 160 MB at most.
pub const MAX_PIXELS: u64 = 40_000_000;
/// The widths that are made, in pixels; none is made wider than it came.
pub const WIDTHS: [u32; 3] = [400, 800, 1600];
/// The names of all sizes of a picture whose widest file is called `…-w1600.jpg`, each with its width, from narrow to wide.
/// A name that tells no width has that one size, and the width 0.
#[must_use]
pub fn sizes_of(name: &str) -> Vec<(String, u32)> {
    let parts = name.rsplit_once('.').and_then(|(stem, ending)| {
        let (base, widest) = stem.rsplit_once("-w")?;
        Some((base, widest.parse::<u32>().ok()?, ending))
    });
    let Some((base, widest, ending)) = parts else { return vec![(name.to_owned(), 0)] };
    let widths = WIDTHS.into_iter().filter(|width| *width < widest).chain([widest]);
    widths.map(|width| (format!("{base}-w{width}.{ending}"), width)).collect()
}

/// The quality of JPEG, of 100.
const QUALITY: u8 = 80;
/// Pictures decoded at the same time.
const AT_ONCE: usize = 2;
/// Pictures that may wait for their turn; each holds its file in memory.
const WAITING: usize = 20;

/// Why a picture is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImageRefusal {
    /// By its first bytes it is no JPEG, PNG or WebP, whatever its name says.
    UnknownKind,
    /// The file has this many bytes, more than [`MAX_BYTES`].
    TooLarge(usize),
    /// More than [`MAX_PIXELS`].
    TooManyPixels,
    /// It begins well but cannot be read.
    Damaged,
    /// Too many others are waiting.
    Busy,
}

impl Reason for ImageRefusal {
    fn key(&self) -> &'static str {
        match self {
            ImageRefusal::UnknownKind => "refusal-image-unknown-kind",
            ImageRefusal::TooLarge(_) => "refusal-image-too-large",
            ImageRefusal::TooManyPixels => "refusal-image-too-many-pixels",
            ImageRefusal::Damaged => "refusal-image-damaged",
            ImageRefusal::Busy => "refusal-images-busy",
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            ImageRefusal::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            ImageRefusal::Busy => StatusCode::TOO_MANY_REQUESTS,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            // Both languages write sizes in MB alike but for the decimal sign; whole megabytes have none.
            ImageRefusal::TooLarge(size) => {
                let whole = (*size as u64).div_ceil(1_000_000) * 1_000_000;
                vec![("size", megabytes(whole).into()), ("limit", megabytes(MAX_BYTES as u64).into())]
            }
            ImageRefusal::TooManyPixels => {
                vec![("limit", Arg::Number(i64::try_from(MAX_PIXELS / 1_000_000).unwrap_or(i64::MAX)))]
            }
            _ => Vec::new(),
        }
    }
}

fn megabytes(size: u64) -> String {
    write_bytes(size, Lang::En).replace(".0 ", " ")
}

/// How a variant is coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    /// For photographs.
    Jpeg,
    /// Without loss, for drawings and for pictures with transparent parts.
    Webp,
}

impl Coding {
    /// The ending of the file's name.
    pub fn ending(self) -> &'static str {
        match self {
            Coding::Jpeg => "jpg",
            Coding::Webp => "webp",
        }
    }

    /// The content type.
    pub fn content_type(self) -> &'static str {
        match self {
            Coding::Jpeg => "image/jpeg",
            Coding::Webp => "image/webp",
        }
    }
}

/// One size of a picture.
#[derive(Debug, Clone)]
pub struct Variant {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// The new file.
    pub content: Bytes,
}

/// A picture made ready for the page.
#[derive(Debug, Clone)]
pub struct Picture {
    /// How all its sizes are coded.
    pub coding: Coding,
    /// From narrow to wide; at least one.
    pub variants: Vec<Variant>,
}

/// The workshop; one for the whole program, so that two large pictures at most are in memory. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Images {
    turns: Arc<Semaphore>,
    waiting: Arc<AtomicUsize>,
}

impl Default for Images {
    fn default() -> Self {
        Images { turns: Arc::new(Semaphore::new(AT_ONCE)), waiting: Arc::new(AtomicUsize::new(0)) }
    }
}

/// Counts a picture as waiting as long as it lives.
struct Waiting(Arc<AtomicUsize>);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Images {
    /// Checks a file and makes its sizes ([`WIDTHS`]); takes up to some seconds of one core.
    pub async fn prepare(&self, file: Bytes) -> Result<Picture, Error> {
        check(&file)?;
        self.in_turn(move || make(&file)).await?.map_err(|refusal| Refusal::from(refusal).into())
    }

    /// Does work on pixels when it is its turn, or refuses when too many others wait.
    async fn in_turn<W: Send + 'static>(&self, work: impl FnOnce() -> W + Send + 'static) -> Result<W, Error> {
        let before = self.waiting.fetch_add(1, Ordering::Relaxed);
        let waiting = Waiting(Arc::clone(&self.waiting));
        if before >= WAITING + AT_ONCE {
            return Err(ImageRefusal::Busy.into());
        }
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(Error::internal)?;
        let done = tokio::task::spawn_blocking(move || {
            // Held inside, so that a visitor who goes away does not free a turn that is still in use.
            let _held = (turn, waiting);
            work()
        });
        done.await.map_err(Error::internal)
    }
}

/// The checks that need no decoding: size of the file and its first bytes.
pub fn check(file: &[u8]) -> Result<(), ImageRefusal> {
    if file.len() > MAX_BYTES {
        return Err(ImageRefusal::TooLarge(file.len()));
    }
    kind(file).map(|_| ())
}

fn kind(file: &[u8]) -> Result<ImageFormat, ImageRefusal> {
    match image::guess_format(file) {
        Ok(kind @ (ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP)) => Ok(kind),
        _ => Err(ImageRefusal::UnknownKind),
    }
}

fn make(file: &[u8]) -> Result<Picture, ImageRefusal> {
    let kind = kind(file)?;
    let picture = decode(file, kind)?;
    let transparent = picture.color().has_alpha() && has_transparent_pixel(&picture);
    let pixels = if transparent { rgba(picture)? } else { rgb(picture)? };
    let widths: Vec<u32> = WIDTHS.iter().copied().filter(|width| *width < pixels.width()).collect();
    let last = pixels.width().min(WIDTHS.last().copied().unwrap_or_default());
    let sizes: Vec<Pixels<'_>> =
        widths.into_iter().chain([last]).map(|width| resize(&pixels, width)).collect::<Result<_, _>>()?;
    let coding = choose(kind, transparent, sizes.first())?;
    let variants = sizes
        .iter()
        .map(|size| Ok(Variant { width: size.width(), height: size.height(), content: encode(size, coding)?.into() }))
        .collect::<Result<_, ImageRefusal>>()?;
    Ok(Picture { coding, variants })
}

/// Decodes within limits and turns the picture upright.
fn decode(file: &[u8], kind: ImageFormat) -> Result<DynamicImage, ImageRefusal> {
    let mut limits = image::Limits::default();
    // Sixteen bits a channel, four channels, and as much again for the decoder's own work.
    limits.max_alloc = Some(MAX_PIXELS * 16);
    let mut reader = ImageReader::with_format(Cursor::new(file), kind);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| ImageRefusal::Damaged)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(ImageRefusal::TooManyPixels);
    }
    if width == 0 || height == 0 {
        return Err(ImageRefusal::Damaged);
    }
    let orientation = decoder.orientation().ok();
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| ImageRefusal::Damaged)?;
    if let Some(orientation) = orientation {
        picture.apply_orientation(orientation);
    }
    Ok(picture)
}

fn has_transparent_pixel(picture: &DynamicImage) -> bool {
    match picture {
        DynamicImage::ImageRgba8(pixels) => pixels.pixels().any(|pixel| pixel.0[3] < 255),
        DynamicImage::ImageLumaA8(pixels) => pixels.pixels().any(|pixel| pixel.0[1] < 255),
        other => other.to_rgba8().pixels().any(|pixel| pixel.0[3] < 255),
    }
}

fn rgb(picture: DynamicImage) -> Result<Pixels<'static>, ImageRefusal> {
    let (width, height) = (picture.width(), picture.height());
    Pixels::from_vec_u8(width, height, picture.into_rgb8().into_raw(), PixelType::U8x3)
        .map_err(|_| ImageRefusal::Damaged)
}

fn rgba(picture: DynamicImage) -> Result<Pixels<'static>, ImageRefusal> {
    let (width, height) = (picture.width(), picture.height());
    Pixels::from_vec_u8(width, height, picture.into_rgba8().into_raw(), PixelType::U8x4)
        .map_err(|_| ImageRefusal::Damaged)
}

fn resize(pixels: &Pixels<'_>, width: u32) -> Result<Pixels<'static>, ImageRefusal> {
    if width == pixels.width() {
        return Ok(pixels.copy());
    }
    let height = u64::from(pixels.height()) * u64::from(width) / u64::from(pixels.width());
    let height = u32::try_from(height).unwrap_or(u32::MAX).max(1);
    let mut smaller = Pixels::new(width, height, pixels.pixel_type());
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
    Resizer::new().resize(pixels, &mut smaller, &options).map_err(|_| ImageRefusal::Damaged)?;
    Ok(smaller)
}

/// JPEG for what came as JPEG; WebP for what is transparent; for the rest whichever is smaller.
fn choose(kind: ImageFormat, transparent: bool, sample: Option<&Pixels<'_>>) -> Result<Coding, ImageRefusal> {
    match sample {
        _ if transparent => Ok(Coding::Webp),
        Some(sample) if kind != ImageFormat::Jpeg => {
            let smaller = encode(sample, Coding::Webp)?.len() < encode(sample, Coding::Jpeg)?.len();
            Ok(if smaller { Coding::Webp } else { Coding::Jpeg })
        }
        _ => Ok(Coding::Jpeg),
    }
}

fn encode(pixels: &Pixels<'_>, coding: Coding) -> Result<Vec<u8>, ImageRefusal> {
    let mut file = Vec::new();
    let colours =
        if pixels.pixel_type() == PixelType::U8x4 { ExtendedColorType::Rgba8 } else { ExtendedColorType::Rgb8 };
    let (raw, width, height) = (pixels.buffer(), pixels.width(), pixels.height());
    match coding {
        Coding::Jpeg => JpegEncoder::new_with_quality(&mut file, QUALITY).write_image(raw, width, height, colours),
        Coding::Webp => WebPEncoder::new_lossless(&mut file).write_image(raw, width, height, colours),
    }
    .map_err(|_| ImageRefusal::Damaged)?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;
    use image::{GenericImageView, Rgb, RgbImage, Rgba, RgbaImage};

    fn photo(width: u32, height: u32) -> RgbImage {
        // Noise on a slope: what JPEG is for.
        RgbImage::from_fn(width, height, |x, y| {
            let noise = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)).wrapping_mul(97) >> 24;
            Rgb([(x % 256) as u8, (y % 256) as u8, noise as u8])
        })
    }

    fn coded(picture: &DynamicImage, kind: ImageFormat) -> Vec<u8> {
        let mut file = Cursor::new(Vec::new());
        picture.write_to(&mut file, kind).unwrap();
        file.into_inner()
    }

    /// A JPEG with EXIF that says "turn a quarter" and holds a place.
    fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
        let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
        exif.extend(b"GPS 52.3676N 4.9041E");
        let mut file = jpeg[..2].to_vec();
        file.extend([0xff, 0xe1]);
        file.extend(u16::try_from(exif.len() + 2).unwrap().to_be_bytes());
        file.extend(exif);
        file.extend(&jpeg[2..]);
        file
    }

    async fn prepare(file: Vec<u8>) -> Result<Picture, &'static str> {
        Images::default().prepare(file.into()).await.map_err(|error| error.refusals().first().unwrap().key)
    }

    #[test]
    fn a_name_tells_its_sizes() {
        let names = |name| sizes_of(name).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(names("ab/abc-w900.webp"), ["ab/abc-w400.webp", "ab/abc-w800.webp", "ab/abc-w900.webp"]);
        assert_eq!(names("ab/abc-w400.jpg"), ["ab/abc-w400.jpg"]);
        for plain in ["ab/abc.jpg", "abc", "ab/abc-w.jpg", "ab/abc-wx.jpg"] {
            assert_eq!(sizes_of(plain), [(plain.to_owned(), 0)]);
        }
    }

    #[tokio::test]
    async fn a_photo_gets_three_widths_and_loses_its_place() {
        let jpeg = coded(&photo(1700, 850).into(), ImageFormat::Jpeg);
        let picture = prepare(with_exif(&jpeg, 6)).await.unwrap();
        assert_eq!(picture.coding, Coding::Jpeg);
        // A quarter turned: what came 1700 × 850 stands 850 × 1700.
        let sizes: Vec<_> = picture.variants.iter().map(|v| (v.width, v.height)).collect();
        assert_eq!(sizes, [(400, 800), (800, 1600), (850, 1700)]);
        for variant in &picture.variants {
            assert!(!variant.content.windows(4).any(|four| four == b"Exif" || four == b"GPS "));
            let again = image::load_from_memory(&variant.content).unwrap();
            assert_eq!(again.dimensions(), (variant.width, variant.height));
        }
    }

    #[tokio::test]
    async fn drawings_become_webp_and_photos_in_png_jpeg() {
        let mut drawing = RgbImage::from_pixel(900, 600, Rgb([255, 253, 248]));
        for x in 100..400 {
            drawing.put_pixel(x, 300, Rgb([10, 77, 140]));
        }
        let made = prepare(coded(&drawing.into(), ImageFormat::Png)).await.unwrap();
        assert_eq!(made.coding, Coding::Webp);
        assert_eq!(made.variants.iter().map(|v| v.width).collect::<Vec<_>>(), [400, 800, 900]);
        assert_eq!(prepare(coded(&photo(300, 200).into(), ImageFormat::Png)).await.unwrap().coding, Coding::Jpeg);
    }

    #[tokio::test]
    async fn transparency_is_kept() {
        let logo = RgbaImage::from_fn(50, 50, |x, _| Rgba([10, 77, 140, if x < 25 { 0 } else { 255 }]));
        let made = prepare(coded(&logo.into(), ImageFormat::Png)).await.unwrap();
        assert_eq!(made.coding, Coding::Webp);
        assert_eq!(made.variants.len(), 1);
        let again = image::load_from_memory(&made.variants[0].content).unwrap();
        assert_eq!(again.get_pixel(0, 0).0[3], 0);
    }

    #[tokio::test]
    async fn other_files_are_refused_by_their_first_bytes() {
        for file in [
            b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>".to_vec(),
            b"<?xml version=\"1.0\"?><svg/>".to_vec(),
            b"<html><script>alert(1)</script>".to_vec(),
            b"GIF89a\x01\0\x01\0\0\0\0;".to_vec(),
            b"%PDF-1.7".to_vec(),
            b"MZ".to_vec(),
            Vec::new(),
        ] {
            assert_eq!(prepare(file).await.unwrap_err(), "refusal-image-unknown-kind");
        }
        assert_eq!(prepare(b"\xff\xd8\xff\xe0<script>".to_vec()).await.unwrap_err(), "refusal-image-damaged");
        let whole = coded(&photo(300, 200).into(), ImageFormat::Png);
        assert_eq!(prepare(whole[..whole.len() / 2].to_vec()).await.unwrap_err(), "refusal-image-damaged");
        assert_eq!(prepare(vec![0; MAX_BYTES + 1]).await.unwrap_err(), "refusal-image-too-large");
    }

    #[tokio::test]
    async fn a_script_behind_a_picture_does_not_survive() {
        let mut both = coded(&photo(60, 60).into(), ImageFormat::Png);
        both.extend(b"<script>alert(1)</script>");
        let made = prepare(both).await.unwrap();
        assert!(!made.variants[0].content.windows(7).any(|seven| seven == b"<script"));
    }

    #[tokio::test]
    async fn a_bomb_of_pixels_is_not_decoded() {
        // 30,000 × 30,000 white pixels: some kilobytes of file, 2.7 GB decoded. Only the header is needed here.
        let mut png = coded(&photo(2, 2).into(), ImageFormat::Png);
        let edge = 30_000_u32.to_be_bytes();
        png[16..20].copy_from_slice(&edge);
        png[20..24].copy_from_slice(&edge);
        let mut crc = flate2::Crc::new();
        crc.update(&png[12..29]);
        png[29..33].copy_from_slice(&crc.sum().to_be_bytes());
        assert_eq!(prepare(png).await.unwrap_err(), "refusal-image-too-many-pixels");
    }

    #[tokio::test]
    async fn who_comes_when_all_places_are_taken_is_told() {
        let images = Images::default();
        images.waiting.store(WAITING + AT_ONCE, Ordering::Relaxed);
        let file = Bytes::from(coded(&photo(4, 4).into(), ImageFormat::Png));
        let refused = images.prepare(file.clone()).await.unwrap_err();
        assert_eq!(refused.refusals().first().unwrap().status, StatusCode::TOO_MANY_REQUESTS);
        images.waiting.store(0, Ordering::Relaxed);
        assert!(images.prepare(file).await.is_ok());
        assert_eq!(images.waiting.load(Ordering::Relaxed), 0);
    }
}
