//! The inputs kept for the fuzzer, and every real election here, under what the fuzzer asserts.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "../fuzz/checks.rs"]
mod checks;

use std::path::Path;

fn each(folder: &str, mut check: impl FnMut(&[u8])) -> usize {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files: Vec<_> = files.filter(|path| path.is_file()).collect();
    for path in &files {
        check(&std::fs::read(path).unwrap());
    }
    files.len()
}

#[test]
fn every_kept_input_is_read_or_refused() {
    assert!(each("fuzz/corpus/read", checks::read) >= 10);
}

/// Every line of every kept input left out, and every input cut short: as a disk or a hurried editor would.
#[test]
fn broken_inputs_never_panic() {
    each("fuzz/corpus/read", |bytes| {
        let lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
        for left_out in 0..lines.len() {
            let mut rest = lines.clone();
            rest.remove(left_out);
            checks::read(&rest.join(&b'\n'));
        }
        for cut in (0..bytes.len()).step_by(3) {
            checks::read(&bytes[..cut]);
        }
    });
}

/// A generator that gives the same numbers every time (Marsaglia's xorshift).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(bound.max(1)).unwrap()).unwrap()
    }
}

/// What breaks readers: separators, quotes, marks, names of sections, numbers that are none or too long.
const PIECES: [&str; 20] = [
    ";",
    ";;",
    ",",
    "\"",
    "\"\"",
    "\n",
    "\r\n",
    "\r",
    "\u{feff}",
    "\u{2028}",
    "\0",
    "none",
    "-1",
    "1e9",
    "0,5",
    "META\n",
    "\nPROJECTS\n",
    "\nVOTES\n",
    "99999999999999999999999999999999999999999999",
    "999999999",
];

/// Changes a text in a few places, as a bad disk, a wrong export or an enemy would.
fn change(text: &str, numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=numbers.below(4) {
        let at = numbers.below(bytes.len() + 1);
        let length = numbers.below(40).min(bytes.len() - at);
        match numbers.below(5) {
            0 => drop(bytes.splice(at..at, PIECES[numbers.below(PIECES.len())].bytes())),
            1 => drop(bytes.drain(at..at + length)),
            2 => {
                let piece = bytes[at..at + length].to_vec();
                let to = numbers.below(bytes.len() + 1);
                bytes.splice(to..to, piece);
            }
            3 if at < bytes.len() => bytes[at] = u8::try_from(numbers.below(128)).unwrap(),
            _ => {
                let mut lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
                let (one, other) = (numbers.below(lines.len()), numbers.below(lines.len()));
                lines.swap(one, other);
                bytes = lines.join(&b'\n');
            }
        }
    }
    bytes
}

/// Real files with their first ballots, changed in hundreds of ways: each is read or refused, and whatever is read can be
/// written, read again and counted, in a time that would not be noticed.
#[test]
fn changed_real_files_never_panic_or_hang() {
    let mut changed = 0;
    each("tests/elections", |bytes| {
        let Ok(text) = std::str::from_utf8(bytes) else { return };
        let votes = text.find("VOTES").unwrap_or(0);
        let mut lines = text[votes..].split_inclusive('\n');
        let end = votes + lines.by_ref().take(40).map(str::len).sum::<usize>();
        let text = &text[..end];
        let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15 ^ u64::try_from(text.len()).unwrap());
        for _ in 0..150 {
            let bytes = change(text, &mut numbers);
            let begun = std::time::Instant::now();
            checks::read(&bytes);
            assert!(begun.elapsed().as_secs() < 30, "{}", String::from_utf8_lossy(&bytes));
            changed += 1;
        }
    });
    assert!(changed >= 1_000, "{changed}");
}
