//! Documents that people send: known by their first bytes, never by their name, and never changed. They are only ever
//! handed out to be saved, not shown.

use crate::error::{Arg, Reason};
use http::StatusCode;

/// The largest document, in bytes. A project can set less.
pub const MAX_BYTES: usize = 25_000_000;
/// The longest name that is kept, in characters, without its ending.
const LONGEST_NAME: usize = 80;
/// The most entries of a packed document that are looked at.
const MOST_ENTRIES: usize = 20_000;

/// Why a document is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentRefusal {
    /// By its first bytes it is none of the kinds that are taken, whatever its name says.
    UnknownKind,
    /// More bytes than so many.
    TooLarge(usize),
    /// It holds a program (a macro).
    Program,
}

impl Reason for DocumentRefusal {
    fn key(&self) -> &'static str {
        match self {
            DocumentRefusal::UnknownKind => "refusal-document-unknown-kind",
            DocumentRefusal::TooLarge(_) => "refusal-document-too-large",
            DocumentRefusal::Program => "refusal-document-program",
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            DocumentRefusal::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            DocumentRefusal::TooLarge(most) => vec![("limit", format!("{} MB", most / 1_000_000).into())],
            _ => Vec::new(),
        }
    }

    fn field(&self) -> Option<&'static str> {
        Some("document")
    }
}

/// A kind of document that is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentKind {
    /// Portable document.
    Pdf,
    /// Text of LibreOffice and others.
    Odt,
    /// Spreadsheet of LibreOffice and others.
    Ods,
    /// Slides of LibreOffice and others.
    Odp,
    /// Text of Word.
    Docx,
    /// Spreadsheet of Excel.
    Xlsx,
    /// Slides of PowerPoint.
    Pptx,
}

impl DocumentKind {
    /// All of them.
    pub const ALL: [DocumentKind; 7] = [
        DocumentKind::Pdf,
        DocumentKind::Odt,
        DocumentKind::Ods,
        DocumentKind::Odp,
        DocumentKind::Docx,
        DocumentKind::Xlsx,
        DocumentKind::Pptx,
    ];

    /// The ending of its name; in capitals it is what people call it.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            DocumentKind::Pdf => "pdf",
            DocumentKind::Odt => "odt",
            DocumentKind::Ods => "ods",
            DocumentKind::Odp => "odp",
            DocumentKind::Docx => "docx",
            DocumentKind::Xlsx => "xlsx",
            DocumentKind::Pptx => "pptx",
        }
    }

    /// From the ending of a name that we gave.
    #[must_use]
    pub fn parse(ending: &str) -> Option<Self> {
        DocumentKind::ALL.into_iter().find(|kind| kind.ending() == ending)
    }

    /// The content type.
    #[must_use]
    pub fn content_type(self) -> &'static str {
        match self {
            DocumentKind::Pdf => "application/pdf",
            DocumentKind::Odt => "application/vnd.oasis.opendocument.text",
            DocumentKind::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            DocumentKind::Odp => "application/vnd.oasis.opendocument.presentation",
            DocumentKind::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            DocumentKind::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            DocumentKind::Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        }
    }
}

/// What kind of document this is, by its content.
///
/// # Errors
/// [`DocumentRefusal`], with `most` the most bytes that it may have.
pub fn check(file: &[u8], most: usize) -> Result<DocumentKind, DocumentRefusal> {
    let most = most.min(MAX_BYTES);
    if file.len() > most {
        return Err(DocumentRefusal::TooLarge(most));
    }
    if file.starts_with(b"%PDF-") {
        return Ok(DocumentKind::Pdf);
    }
    if !file.starts_with(b"PK\x03\x04") {
        return Err(DocumentRefusal::UnknownKind);
    }
    let entries = entries(file).ok_or(DocumentRefusal::UnknownKind)?;
    let names: Vec<&[u8]> = entries.into_iter().map(|(name, _)| name).collect();
    let has = |name: &str| names.contains(&name.as_bytes());
    let program = |name: &&[u8]| {
        let name = name.to_ascii_lowercase();
        name.ends_with(b"vbaproject.bin") || name.starts_with(b"basic/") || name.starts_with(b"scripts/")
    };
    if names.iter().any(program) {
        return Err(DocumentRefusal::Program);
    }
    if let Some(kind) = open_document(file) {
        return Ok(kind);
    }
    let office = [
        ("word/document.xml", DocumentKind::Docx),
        ("xl/workbook.xml", DocumentKind::Xlsx),
        ("ppt/presentation.xml", DocumentKind::Pptx),
    ];
    let found = office.into_iter().find(|(name, _)| has("[Content_Types].xml") && has(name));
    found.map(|(_, kind)| kind).ok_or(DocumentRefusal::UnknownKind)
}

/// An OpenDocument begins with an entry `mimetype` that is not packed.
fn open_document(file: &[u8]) -> Option<DocumentKind> {
    let rest = file.get(30..)?.strip_prefix(b"mimetype")?;
    let kinds = [DocumentKind::Odt, DocumentKind::Ods, DocumentKind::Odp];
    kinds.into_iter().find(|kind| {
        // What comes right behind it is the head of the next entry: `…opendocument.text-master` is another kind.
        rest.strip_prefix(kind.content_type().as_bytes()).is_some_and(|next| next.starts_with(b"PK"))
    })
}

fn number<const N: usize>(file: &[u8], at: usize) -> Option<usize> {
    let bytes = file.get(at..at.checked_add(N)?)?;
    Some(bytes.iter().rev().fold(0, |sum, byte| (sum << 8) | usize::from(*byte)))
}

/// How many bytes a packed file says it unpacks to; none for one that cannot be read.
pub(crate) fn unpacked(file: &[u8]) -> Option<usize> {
    entries(file).map(|all| all.iter().fold(0, |sum: usize, (_, size)| sum.saturating_add(*size)))
}

/// The names of the entries of a packed document and the sizes that they say they have, from its list of contents; nothing
/// is unpacked.
fn entries(file: &[u8]) -> Option<Vec<(&[u8], usize)>> {
    // The list's end is within the last 64 KiB: behind it comes a comment of at most that length.
    let from = file.len().saturating_sub(65_557);
    let end = file.get(from..)?.windows(4).rposition(|four| four == b"PK\x05\x06")? + from;
    let (count, mut at) = (number::<2>(file, end + 10)?, number::<4>(file, end + 16)?);
    let mut names = Vec::new();
    for _ in 0..count.min(MOST_ENTRIES) {
        if file.get(at..at.checked_add(4)?)? != b"PK\x01\x02" {
            return None;
        }
        let (name, extra, note) =
            (number::<2>(file, at + 28)?, number::<2>(file, at + 30)?, number::<2>(file, at + 32)?);
        names.push((file.get(at + 46..at + 46 + name)?, number::<4>(file, at + 24)?));
        at += 46 + name + extra + note;
    }
    Some(names)
}

/// A name for a document to be saved under: without folders, control characters, and signs that a disk or a header does
/// not take, and with the ending that belongs to its content.
#[must_use]
pub fn clean_name(sent: &str, kind: DocumentKind) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last, |(stem, ending)| if ending.len() <= 5 { stem } else { last });
    let plain = |c: char| match c {
        '<' | '>' | ':' | '"' | '|' | '?' | '*' | ';' | '%' => '_',
        c if c.is_whitespace() => ' ',
        c => c,
    };
    // Signs that turn the direction of what follows can make `exe.pdf` of `fdp.exe`.
    let turns = |c: &char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}');
    let name: String = stem.chars().filter(|c| !c.is_control() && !turns(c)).map(plain).collect();
    let name: String = name.trim_start_matches(['.', ' ', '-']).chars().take(LONGEST_NAME).collect();
    let name = name.trim_end_matches(['.', ' ']);
    format!("{}.{}", if name.is_empty() { "document" } else { name }, kind.ending())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// A packed file with these entries, of which the first is not packed.
    fn packed(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let (mut file, mut list) = (Vec::new(), Vec::new());
        for (name, content) in entries {
            let at = u32::try_from(file.len()).unwrap().to_le_bytes();
            let (length, size) =
                (u16::try_from(name.len()).unwrap().to_le_bytes(), u32::try_from(content.len()).unwrap().to_le_bytes());
            file.extend(b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0");
            file.extend([size, size].concat());
            file.extend([length.as_slice(), &[0, 0], name.as_bytes(), content].concat());
            list.extend(b"PK\x01\x02\x14\0\x14\0\0\0\0\0\0\0\0\0\0\0\0\0");
            list.extend([size, size].concat());
            list.extend([length.as_slice(), &[0; 12], &at, name.as_bytes()].concat());
        }
        let (count, at) = (u16::try_from(entries.len()).unwrap().to_le_bytes(), file.len());
        file.extend(&list);
        file.extend(b"PK\x05\x06\0\0\0\0");
        file.extend([count, count].concat());
        file.extend(u32::try_from(list.len()).unwrap().to_le_bytes());
        file.extend(u32::try_from(at).unwrap().to_le_bytes());
        file.extend([0, 0]);
        file
    }

    fn office(name: &str) -> Vec<u8> {
        packed(&[("[Content_Types].xml", b"<Types/>"), (name, b"<x/>")])
    }

    fn open(kind: &str) -> Vec<u8> {
        packed(&[
            ("mimetype", format!("application/vnd.oasis.opendocument.{kind}").as_bytes()),
            ("content.xml", b"<x/>"),
        ])
    }

    #[test]
    fn a_document_is_known_by_its_content() {
        for (file, kind) in [
            (b"%PDF-1.7\n".to_vec(), DocumentKind::Pdf),
            (open("text"), DocumentKind::Odt),
            (open("spreadsheet"), DocumentKind::Ods),
            (open("presentation"), DocumentKind::Odp),
            (office("word/document.xml"), DocumentKind::Docx),
            (office("xl/workbook.xml"), DocumentKind::Xlsx),
            (office("ppt/presentation.xml"), DocumentKind::Pptx),
        ] {
            assert_eq!(check(&file, MAX_BYTES), Ok(kind));
        }
    }

    #[test]
    fn other_files_are_refused() {
        for file in [
            b"".to_vec(),
            b"MZ".to_vec(),
            b"<html><script>alert(1)</script>".to_vec(),
            b"<svg/>".to_vec(),
            b" %PDF-1.7".to_vec(),
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(),
            b"PK\x03\x04".to_vec(),
            b"PK\x05\x06".to_vec(),
            packed(&[("a.exe", b"MZ")]),
            open("text-master"),
            packed(&[("word/document.xml", b"<x/>")]),
        ] {
            assert_eq!(check(&file, MAX_BYTES), Err(DocumentRefusal::UnknownKind), "{file:?}");
        }
        let macros = packed(&[("[Content_Types].xml", b""), ("word/document.xml", b""), ("word/vbaProject.bin", b"")]);
        assert_eq!(check(&macros, MAX_BYTES), Err(DocumentRefusal::Program));
        assert_eq!(check(b"%PDF-1.7", 4), Err(DocumentRefusal::TooLarge(4)));
        // A list of contents that leads out of the file.
        let mut lying = office("word/document.xml");
        let end = lying.len() - 6;
        lying.splice(end..end + 4, [0xff; 4]);
        assert_eq!(check(&lying, MAX_BYTES), Err(DocumentRefusal::UnknownKind));
    }

    #[test]
    fn names_stay_names() {
        for (sent, name) in [
            ("Begroting 2027.pdf", "Begroting 2027.pdf"),
            ("../../etc/passwd", "passwd.pdf"),
            ("C:\\Users\\ik\\plan.exe", "plan.pdf"),
            ("<svg onload=alert(1)>.pdf", "_svg onload=alert(1)_.pdf"),
            ("a\0b\r\nSet-Cookie: x.pdf", "abSet-Cookie_ x.pdf"),
            ("\u{202e}fdp.exe", "fdp.pdf"),
            (".htaccess", "htaccess.pdf"),
            ("...", "document.pdf"),
            ("", "document.pdf"),
            ("v1.2 van ons plan", "v1.2 van ons plan.pdf"),
            ("ë🌳.docx", "ë🌳.pdf"),
        ] {
            assert_eq!(clean_name(sent, DocumentKind::Pdf), name, "{sent:?}");
        }
        assert_eq!(clean_name(&"a".repeat(300), DocumentKind::Odt).len(), LONGEST_NAME + 4);
    }
}
