//! The container of the download: a ZIP file with a fixed set of names.
//!
//! The writer writes as it goes, so sizes and checksums follow each file (general purpose bit 3) and stand in the central
//! directory. The reader takes what any tool makes of such a file as long as there is one meaning to it: no folders, no
//! name twice, nothing between or after the files, both headers of a file saying the same. So no two readers can see
//! different files in it.

use crate::{Hash, hex};
use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc, Decompress, FlushDecompress, Status};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};

const LOCAL: u32 = 0x0403_4b50;
const DESCRIPTOR: u32 = 0x0807_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
/// Length of what ends the file, without a comment.
const END_LENGTH: usize = 22;
const STORED: u16 = 0;
const DEFLATED: u16 = 8;
/// Sizes follow the data.
const FOLLOWS: u16 = 1 << 3;
/// 1 January 1980: no time of ours.
const DATE: u16 = 0x21;

/// What is known of a file that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its SHA-256.
    pub sha256: Hash,
}

/// Writes a ZIP file as it goes.
pub struct Writer<W: Write> {
    out: Counted<W>,
    directory: Vec<u8>,
    files: u16,
}

struct Counted<W> {
    out: W,
    at: u64,
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.at += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Passes bytes on and adds them up.
struct Summed<W> {
    out: W,
    crc: Crc,
    sha256: Sha256,
    bytes: u64,
}

impl<W: Write> Write for Summed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        let taken = bytes.get(..written).unwrap_or_default();
        self.crc.update(taken);
        self.sha256.update(taken);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn too_large() -> io::Error {
    io::Error::new(io::ErrorKind::FileTooLarge, "more than a ZIP file without extensions holds")
}

fn small(size: u64) -> io::Result<u32> {
    u32::try_from(size).map_err(|_| too_large())
}

impl<W: Write> Writer<W> {
    /// Begins.
    pub fn new(out: W) -> Self {
        Self { out: Counted { out, at: 0 }, directory: Vec::new(), files: 0 }
    }

    /// Adds a file with what is written to it.
    ///
    /// # Errors
    /// When writing fails, or a file of 4 GiB or more.
    pub fn add(&mut self, name: &str, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<Written> {
        let offset = small(self.out.at)?;
        let length = u16::try_from(name.len()).map_err(|_| too_large())?;
        let mut header = Vec::new();
        put(&mut header, &[Part::Four(LOCAL), Part::Two(20), Part::Two(FOLLOWS), Part::Two(DEFLATED)]);
        put(&mut header, &[Part::Two(0), Part::Two(DATE), Part::Four(0), Part::Four(0), Part::Four(0)]);
        put(&mut header, &[Part::Two(length), Part::Two(0)]);
        header.extend(name.as_bytes());
        self.out.write_all(&header)?;
        let begun = self.out.at;
        let (crc, sha256, bytes) = packed_into(&mut self.out, fill)?;
        let (packed, size) = (small(self.out.at - begun)?, small(bytes)?);
        let mut sums = Vec::new();
        put(&mut sums, &[Part::Four(crc), Part::Four(packed), Part::Four(size)]);
        self.out.write_all(&DESCRIPTOR.to_le_bytes())?;
        self.out.write_all(&sums)?;
        let entry = &mut self.directory;
        put(entry, &[Part::Four(CENTRAL), Part::Two(20), Part::Two(20), Part::Two(FOLLOWS), Part::Two(DEFLATED)]);
        put(entry, &[Part::Two(0), Part::Two(DATE)]);
        entry.extend(&sums);
        put(entry, &[Part::Two(length), Part::Two(0), Part::Two(0), Part::Two(0), Part::Two(0), Part::Four(0)]);
        put(entry, &[Part::Four(offset)]);
        entry.extend(name.as_bytes());
        self.files += 1;
        Ok(Written { name: name.to_owned(), bytes, sha256 })
    }

    /// Ends the file and answers what it was written to.
    ///
    /// # Errors
    /// When writing fails.
    pub fn finish(mut self) -> io::Result<W> {
        let (offset, length) = (small(self.out.at)?, small(self.directory.len() as u64)?);
        let mut end = std::mem::take(&mut self.directory);
        put(&mut end, &[Part::Four(END), Part::Two(0), Part::Two(0), Part::Two(self.files), Part::Two(self.files)]);
        put(&mut end, &[Part::Four(length), Part::Four(offset), Part::Two(0)]);
        self.out.write_all(&end)?;
        self.out.flush()?;
        Ok(self.out.out)
    }
}

/// Packs what is written; answers checksum, hash and size of it.
fn packed_into(
    out: &mut impl Write,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<(u32, Hash, u64)> {
    let encoder = DeflateEncoder::new(out, Compression::default());
    let mut summed = Summed { out: encoder, crc: Crc::new(), sha256: Sha256::new(), bytes: 0 };
    let mut buffered = BufWriter::with_capacity(1 << 16, &mut summed);
    fill(&mut buffered)?;
    buffered.flush()?;
    drop(buffered);
    summed.out.finish()?;
    Ok((summed.crc.sum(), summed.sha256.finalize().into(), summed.bytes))
}

/// A whole number of a header, little endian.
enum Part {
    Two(u16),
    Four(u32),
}

fn put(bytes: &mut Vec<u8>, parts: &[Part]) {
    for part in parts {
        match part {
            Part::Two(number) => bytes.extend(number.to_le_bytes()),
            Part::Four(number) => bytes.extend(number.to_le_bytes()),
        }
    }
}

/// Why a file is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// No ZIP file, or not the whole of one.
    #[error("this is no ZIP file, or not the whole of one")]
    NotZip,
    /// Something between, before or after the files, or parts that contradict each other.
    #[error("parts of the ZIP file contradict each other")]
    Inconsistent,
    /// A file that does not belong there; also every path.
    #[error("there is a file {0:?}, which does not belong there")]
    Unknown(String),
    /// Two files with one name.
    #[error("there are two files {0}")]
    Twice(String),
    /// A file that is not there.
    #[error("there is no file {0}")]
    Missing(String),
    /// Larger than it can be.
    #[error("{0} is larger than such a file can be")]
    TooLarge(String),
    /// Encrypted, or packed in a way that we do not use.
    #[error("{0} is packed in a way that is not used here")]
    Unsupported(String),
    /// Its data do not unpack to what the headers say.
    #[error("{0} is damaged")]
    Damaged(String),
}

/// A file that may be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowed {
    /// Its name.
    pub name: &'static str,
    /// The most bytes that it has.
    pub most: usize,
    /// Whether it has to be there.
    pub needed: bool,
}

/// Unpacked, nothing here is more than so many times as large; what people write and hashes are far below.
const MOST_RATIO: usize = 200;
/// Small files can be mostly repetition.
const RATIO_FROM: usize = 1 << 20;

/// Reads bytes from the begin.
struct Bytes<'b>(&'b [u8]);

impl<'b> Bytes<'b> {
    fn take(&mut self, count: usize) -> Result<&'b [u8], Refused> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(Refused::NotZip)?;
        self.0 = rest;
        Ok(taken)
    }

    fn two(&mut self) -> Result<u16, Refused> {
        let (taken, rest) = self.0.split_first_chunk().ok_or(Refused::NotZip)?;
        self.0 = rest;
        Ok(u16::from_le_bytes(*taken))
    }

    fn four(&mut self) -> Result<u32, Refused> {
        let (taken, rest) = self.0.split_first_chunk().ok_or(Refused::NotZip)?;
        self.0 = rest;
        Ok(u32::from_le_bytes(*taken))
    }

    fn size(&mut self) -> Result<usize, Refused> {
        usize::try_from(self.four()?).map_err(|_| Refused::NotZip)
    }

    fn is(&mut self, signature: u32) -> Result<(), Refused> {
        if self.four()? == signature { Ok(()) } else { Err(Refused::NotZip) }
    }
}

/// What the central directory says of a file.
struct Listed {
    allowed: Allowed,
    flags: u16,
    method: u16,
    crc: u32,
    packed: usize,
    size: usize,
    offset: usize,
}

/// Reads a ZIP file with these files and no others. Never more than they may hold is unpacked.
///
/// # Errors
/// [`Refused`], for the first thing found.
pub fn read(bytes: &[u8], allowed: &[Allowed]) -> Result<BTreeMap<&'static str, Vec<u8>>, Refused> {
    let (body, end) = bytes.split_at_checked(bytes.len().saturating_sub(END_LENGTH)).ok_or(Refused::NotZip)?;
    let mut end = Bytes(end);
    end.is(END)?;
    let disks = (end.two()?, end.two()?);
    let (here, files) = (end.two()?, end.two()?);
    let (length, offset, comment) = (end.size()?, end.size()?, end.two()?);
    if disks != (0, 0) || here != files || comment != 0 || offset.checked_add(length) != Some(body.len()) {
        return Err(Refused::Inconsistent);
    }
    let (data, directory) = body.split_at_checked(offset).ok_or(Refused::Inconsistent)?;
    let mut listed = list(directory, files, allowed)?;
    if let Some(missing) = allowed.iter().find(|one| one.needed && !listed.iter().any(|l| l.allowed.name == one.name)) {
        return Err(Refused::Missing(missing.name.to_owned()));
    }
    listed.sort_by_key(|file| file.offset);
    let mut rest = Bytes(data);
    let mut unpacked = BTreeMap::new();
    for file in &listed {
        if data.len() - rest.0.len() != file.offset {
            return Err(Refused::Inconsistent);
        }
        unpacked.insert(file.allowed.name, unpack(&mut rest, file)?);
    }
    if rest.0.is_empty() { Ok(unpacked) } else { Err(Refused::Inconsistent) }
}

fn list(directory: &[u8], files: u16, allowed: &[Allowed]) -> Result<Vec<Listed>, Refused> {
    let mut rest = Bytes(directory);
    let mut listed: Vec<Listed> = Vec::new();
    for _ in 0..files {
        rest.is(CENTRAL)?;
        rest.take(4)?;
        let (flags, method) = (rest.two()?, rest.two()?);
        rest.take(4)?;
        let (crc, packed, size) = (rest.four()?, rest.size()?, rest.size()?);
        let lengths = (rest.two()?, rest.two()?, rest.two()?);
        let disk = rest.two()?;
        rest.take(6)?;
        let offset = rest.size()?;
        let name = String::from_utf8_lossy(rest.take(usize::from(lengths.0))?).into_owned();
        rest.take(usize::from(lengths.1))?;
        if disk != 0 || lengths.2 != 0 {
            return Err(Refused::Inconsistent);
        }
        let Some(allowed) = allowed.iter().find(|allowed| allowed.name == name) else {
            return Err(Refused::Unknown(shown(&name)));
        };
        if listed.iter().any(|other| other.allowed.name == name) {
            return Err(Refused::Twice(name));
        }
        // Bits 1 and 2 tell how hard the packer tried, bit 11 that the name is UTF-8.
        if flags & !(FOLLOWS | 0b110 | 1 << 11) != 0 || !matches!(method, STORED | DEFLATED) {
            return Err(Refused::Unsupported(name));
        }
        let bomb = size > RATIO_FROM && size / MOST_RATIO > packed;
        if size > allowed.most || bomb {
            return Err(Refused::TooLarge(name));
        }
        listed.push(Listed { allowed: *allowed, flags, method, crc, packed, size, offset });
    }
    if rest.0.is_empty() { Ok(listed) } else { Err(Refused::Inconsistent) }
}

/// A name of somebody else's making, short and without signs that do something to a terminal.
fn shown(name: &str) -> String {
    name.chars().map(|sign| if sign.is_control() { '\u{FFFD}' } else { sign }).take(60).collect()
}

fn unpack(rest: &mut Bytes<'_>, file: &Listed) -> Result<Vec<u8>, Refused> {
    let name = file.allowed.name;
    rest.is(LOCAL).map_err(|_| Refused::Inconsistent)?;
    rest.take(2)?;
    let (flags, method) = (rest.two()?, rest.two()?);
    rest.take(4)?;
    let sums = (rest.four()?, rest.size()?, rest.size()?);
    let lengths = (rest.two()?, rest.two()?);
    let its = rest.take(usize::from(lengths.0))?;
    rest.take(usize::from(lengths.1))?;
    let told = (file.crc, file.packed, file.size);
    let follows = flags & FOLLOWS != 0;
    if (flags, method) != (file.flags, file.method)
        || its != name.as_bytes()
        || (sums != told && !(follows && sums == (0, 0, 0)))
    {
        return Err(Refused::Inconsistent);
    }
    let packed = rest.take(file.packed).map_err(|_| Refused::Inconsistent)?;
    let damaged = || Refused::Damaged(name.to_owned());
    let data = match method {
        STORED => packed.to_vec(),
        _ => inflate(packed, file.size).ok_or_else(damaged)?,
    };
    let mut crc = Crc::new();
    crc.update(&data);
    if data.len() != file.size || crc.sum() != file.crc {
        return Err(damaged());
    }
    if follows {
        let first = rest.four()?;
        let crc = if first == DESCRIPTOR { rest.four()? } else { first };
        if (crc, rest.size()?, rest.size()?) != told {
            return Err(Refused::Inconsistent);
        }
    }
    Ok(data)
}

/// Unpacks to exactly this size, using up all bytes.
fn inflate(packed: &[u8], size: usize) -> Option<Vec<u8>> {
    // One byte more than it may be, to see that nothing more comes.
    let mut data = Vec::with_capacity(size + 1);
    let mut inflater = Decompress::new(false);
    loop {
        let (read, written) = (inflater.total_in(), data.len());
        let rest = packed.get(usize::try_from(read).ok()?..)?;
        match inflater.decompress_vec(rest, &mut data, FlushDecompress::Finish).ok()? {
            Status::StreamEnd => {
                let all = inflater.total_in() == packed.len() as u64 && data.len() == size;
                return all.then_some(data);
            }
            _ if data.len() > size => return None,
            _ if inflater.total_in() == read && data.len() == written => return None,
            _ => {}
        }
    }
}

impl Written {
    /// The SHA-256 in hexadecimal digits.
    #[must_use]
    pub fn sha256_hex(&self) -> String {
        hex(&self.sha256)
    }
}
