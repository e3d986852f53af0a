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
